"""Names that finished reports are known by; nothing is loaded for them, since a run that changes nothing reads them."""

#: What a report says about itself.
MANIFEST = "report.json"
#: The states of a report.
DRAFT, APPROVED = "draft", "approved"
