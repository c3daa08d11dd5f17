"""The colours of clusters, by their look: what pictures are drawn with. `static/css/tokens.css` has the same for pages."""

from careers.codes import ClusterLook

COLORS = {
    ClusterLook.SPROUT: "#3f7a1c",
    ClusterLook.HARD_HAT: "#a3580a",
    ClusterLook.PALETTE: "#a2388a",
    ClusterLook.BRIEFCASE: "#37599c",
    ClusterLook.CAP: "#8a6500",
    ClusterLook.COINS: "#1f7a4d",
    ClusterLook.LANDMARK: "#4f5599",
    ClusterLook.HEART: "#c2332c",
    ClusterLook.FORK: "#b84d12",
    ClusterLook.HAND: "#b83a66",
    ClusterLook.LAPTOP: "#1f66b5",
    ClusterLook.SHIELD: "#44566b",
    ClusterLook.FACTORY: "#0a7079",
    ClusterLook.MEGAPHONE: "#8747b3",
    ClusterLook.FLASK: "#5a46c2",
    ClusterLook.TRUCK: "#77593d",
    ClusterLook.COMPASS: "#5a6670",
}
"""`#rrggbb`. White letters on each are readable (4.5:1), and each is readable on white."""
