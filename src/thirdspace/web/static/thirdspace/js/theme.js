// The reader's theme, remembered on this device. Loaded in the head without defer,
// so that a page never flashes in the other theme.
{
  const KEY = "thirdspace-theme";
  const root = document.documentElement;
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  const stored = localStorage.getItem(KEY);
  apply(stored);
  document.addEventListener("DOMContentLoaded", () => {
    const radio = document.getElementById(`theme-${stored ?? "device"}`);
    if (radio) radio.checked = true;
  });
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "theme") return;
    apply(target.value);
    localStorage.setItem(KEY, target.value);
  });
}
