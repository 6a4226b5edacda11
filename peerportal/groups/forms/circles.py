"""What may be typed about a circle on its own pages and on the coordinators'."""

from __future__ import annotations

from wtforms.validators import DataRequired

from peerportal.web.forms import PortalForm, TextBox


class DeclineCircleForm(PortalForm):
    """Why a circle is not started."""

    reason = TextBox("Why not", [DataRequired("Please write a line: the founder reads it.")], limit=500)
