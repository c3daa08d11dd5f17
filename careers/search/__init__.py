"""Search over everything public: an index in this process, made anew in the background when the edition changes.

`text` reads words, `documents` says what of the models goes in, `index` ranks, `current` keeps the index of this process,
`misses` counts what found nothing.
"""
