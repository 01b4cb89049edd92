from __future__ import annotations

from thirdspace.access.routes import network_page, person_page
from thirdspace.network import pages
from thirdspace.network.entrance import open_network
from thirdspace.network.permissions import READ

app_name = "network"
urlpatterns = [
    person_page("", pages.index, name="index"),
    network_page("<slug:network>/", pages.network, opener=open_network, needs=READ, name="network"),
    network_page(
        "<slug:network>/matrix.csv",
        pages.matrix_csv,
        opener=open_network,
        needs=READ,
        name="matrix_csv",
    ),
]
