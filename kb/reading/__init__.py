"""Reading any text: statements about firsts, dates, crews and people, found by names and patterns, and judged.

No model and no network: an index of the base's names, canonical words for what is called first, and patterns over
sentences in which names and dates are marks. What is not clearly read is unknown: a wrong accusation is worse than
silence. :class:`kb.reading.reader.TextReader` reads; :class:`kb.reading.results.Reading` is what comes of it.
"""
