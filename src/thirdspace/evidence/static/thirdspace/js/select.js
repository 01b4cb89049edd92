// Fills the form “code a passage” from what a person marks in the text.
// Places are counted in code points, as the server counts them; the server checks the words again.

const form = document.querySelector("form[data-select]");

function points(text) {
  return Array.from(text).length;
}

function saidAround(node) {
  const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  return element?.closest?.(".said") ?? null;
}

function placeOf(range) {
  const said = saidAround(range.startContainer);
  if (!said) return null;
  const before = document.createRange();
  before.selectNodeContents(said);
  before.setEnd(range.startContainer, range.startOffset);
  return { said, start: Number(said.dataset.start) + points(before.toString()) };
}

function fill() {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const place = placeOf(range);
  if (!place || saidAround(range.endContainer) !== place.said) return;
  const marked = range.toString();
  const leading = marked.length - marked.trimStart().length;
  form.elements.words.value = marked.trim();
  form.elements.start.value = place.start + points(marked.slice(0, leading));
  form.elements.turn.value = "";
}

if (form) {
  document.addEventListener("selectionchange", fill);
  // Words typed by hand have no known place: the server finds them.
  form.elements.words.addEventListener("input", () => {
    form.elements.start.value = "";
  });
}
