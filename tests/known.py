"""Facts about the documents that several tests hold the program to."""

#: The goals of KLK 2016 whose figures give another judgement than was published.
JUDGED_OTHERWISE = {
    "nojd-inflytande",
    "trygghet",
    "fritidsmojligheter",
    "etableringar",
    "handelsindex",
    "forverkligade-forslag",
    "processer-steg-8",
}
