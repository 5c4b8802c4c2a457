"""How every form is drawn: what to correct first, then each field with its label, its help and its error."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """`{{ form }}` in any template draws the component of the gallery."""

    form_template_name = "web/components/form.html"
