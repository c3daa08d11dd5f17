"""Static files under names that carry a hash of their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's, and the scripts of this portal import one another by those names too.

    Without it an import would ask for the plain name: a second copy of a module, which browsers may keep for a minute only. Django
    can do the same for every script there is, but packages bring some whose imports lead nowhere, and it stops at those.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((r"""(?P<matched>from "(?P<url>\./[\w-]+\.js)")""", 'from "%(url)s"'),)),
    )
