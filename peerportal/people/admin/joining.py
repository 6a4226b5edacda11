"""Who may join by themselves."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from peerportal.core import mail
from peerportal.people import joining
from peerportal.people.admin import admin_bp
from peerportal.people.forms.joining import JoiningRulesForm
from peerportal.web.gates import door, person
from peerportal.web.htmx import done


@admin_bp.route("/joining", methods=["GET", "POST"])
@door("coordinator")
def joining_rules() -> Any:
    """E-mail domains that may join by themselves, and whether each person is approved."""
    rules = joining.rules()
    if request.method == "GET":
        form = JoiningRulesForm(domains="\n".join(rules.domains), approval=rules.approval)
        return render_template("people/admin/joining.html", form=form, sends_mail=mail.is_on())
    form = JoiningRulesForm.from_request()
    if not form.validate():
        return render_template("people/admin/joining.html", form=form, sends_mail=mail.is_on()), 422
    joining.set_rules(form.domain_list, form.approval.data, by=person())
    return done(url_for("people_admin.joining_rules"), "Saved. The rules hold from now on.")
