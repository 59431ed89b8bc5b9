"""How alike two short texts are: the words they share, in whatever order, with small differences forgiven."""


def alike(text: str, others: list[str]) -> list[float]:
    """Give for each other text how alike it is to `text`, from 0.0 to 1.0."""
    from rapidfuzz import fuzz, utils

    plain = utils.default_process(text)
    return [
        max(
            fuzz.token_sort_ratio(plain, other),
            # One text inside the other ("nye får en makker" in a longer wish) is a likely repeat, but less so.
            0.85 * fuzz.token_set_ratio(plain, other),
        )
        / 100.0
        for other in map(utils.default_process, others)
    ]
