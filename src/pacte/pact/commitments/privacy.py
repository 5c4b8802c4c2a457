"""What of the pact is sensitive. States and their comments are published by nature and hold no name.

A title of evidence that is not published may say more than its authors want known.
"""

from __future__ import annotations

from pacte.ground.declarations.privacy import FieldClass, Sensitive

from .permissions import may_read_evidence

FIELDS = [Sensitive("commitments.Evidence", "title", FieldClass.FREE_TEXT, may_read_evidence)]
