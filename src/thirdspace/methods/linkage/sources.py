"""The publications that the methods of record linkage rest on."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

FELLEGI_SUNTER = Citation(
    "Fellegi IP, Sunter AB (1969). A theory for record linkage. Journal of the American "
    "Statistical Association 64(328), 1183-1210.",
    "10.1080/01621459.1969.10501049",
)
NEWCOMBE_1959 = Citation(
    "Newcombe HB, Kennedy JM, Axford SJ, James AP (1959). Automatic linkage of vital records. "
    "Science 130(3381), 954-959.",
    "10.1126/science.130.3381.954",
)
JARO = Citation(
    "Jaro MA (1989). Advances in record-linkage methodology as applied to matching the 1985 census "
    "of Tampa, Florida. Journal of the American Statistical Association 84(406), 414-420.",
    "10.1080/01621459.1989.10478785",
)
DAMERAU = Citation(
    "Damerau FJ (1964). A technique for computer detection and correction of spelling errors. "
    "Communications of the ACM 7(3), 171-176.",
    "10.1145/363958.363994",
)
CHRISTEN = Citation(
    "Christen P (2012). A survey of indexing techniques for scalable record linkage and "
    "deduplication. IEEE Transactions on Knowledge and Data Engineering 24(9), 1537-1555.",
    "10.1109/TKDE.2011.127",
)
ENAMORADO = Citation(
    "Enamorado T, Fifield B, Imai K (2019). Using a probabilistic model to assist merging of "
    "large-scale administrative records. American Political Science Review 113(2), 353-371.",
    "10.1017/S0003055418000783",
)
KUHN = Citation(
    "Kuhn HW (1955). The Hungarian method for the assignment problem. Naval Research Logistics "
    "Quarterly 2(1-2), 83-97.",
    "10.1002/nav.3800020109",
)
BELIN_RUBIN = Citation(
    "Belin TR, Rubin DB (1995). A method for calibrating false-match rates in record linkage. "
    "Journal of the American Statistical Association 90(430), 694-707.",
    "10.1080/01621459.1995.10476563",
)
