"""What people looked for in vain, and giving such a word to the career they meant."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from careers.admin.mixins import ReadOnly
from careers.models import AlternateTitle, Occupation, SearchMiss
from careers.search import nearest_careers


class CareerForm(forms.Form):
    """The career that people meant, one that they can find."""

    career = forms.ModelChoiceField(Occupation.objects.published(), label="Another career")

    def __init__(self, *args, admin_site: admin.AdminSite, **kwargs):
        super().__init__(*args, **kwargs)
        item = AlternateTitle._meta.get_field("occupation")
        self.fields["career"].widget = AutocompleteSelect(item, admin_site, choices=self.fields["career"].choices)


@admin.register(SearchMiss)
class SearchMissAdmin(ReadOnly, admin.ModelAdmin):
    """Most wanted first. One click opens the careers that come nearest, a second makes the word a name that finds one of them."""

    list_display = ["query", "count", "last_seen", "give"]
    list_display_links = None
    list_per_page = 50
    search_fields = ["query"]
    date_hierarchy = "last_seen"

    def get_list_display(self, request: HttpRequest) -> list[str]:
        shown = super().get_list_display(request)
        return shown if self.may_give(request) else [name for name in shown if name != "give"]

    def get_urls(self) -> list[URLPattern]:
        give = self.admin_site.admin_view(self.give_view)
        return [path("<int:pk>/career/", give, name="careers_searchmiss_give"), *super().get_urls()]

    @admin.display(description="find a career by it")
    def give(self, miss: SearchMiss) -> str:
        url = reverse(f"{self.admin_site.name}:careers_searchmiss_give", args=[miss.pk])
        return format_html(
            '<a class="button" href="{}">Choose the career<span class="visually-hidden"> for {}</span></a>', url, miss
        )

    def give_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The nearest careers, each a button; pressed, the word becomes a search-only name of that career and is no miss any more."""
        miss = self.get_object(request, str(pk))
        if miss is None:
            raise Http404
        if not self.may_give(request):
            raise PermissionDenied
        if request.method == "POST":
            chosen = CareerForm(request.POST, admin_site=self.admin_site)
            if chosen.is_valid():
                return self._give(request, miss, chosen.cleaned_data["career"])
            self.message_user(request, "Choose one of the published careers. Nothing was changed.", messages.ERROR)
        form = CareerForm(admin_site=self.admin_site)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": f"Which career is “{miss}”?",
            "opts": self.opts,
            "miss": miss,
            "nearest": nearest_careers(miss.query),
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/careers/search_miss.html", context)

    def may_give(self, request: HttpRequest) -> bool:
        """Whoever may name careers may answer a missed search."""
        return request.user.has_perms(
            ["careers.view_searchmiss", "careers.change_occupation", "careers.add_alternatetitle"]
        )

    def _give(self, request: HttpRequest, miss: SearchMiss, career: Occupation) -> HttpResponse:
        name = AlternateTitle(occupation=career, title=miss.query, search_only=True)
        back = redirect(f"{self.admin_site.name}:careers_searchmiss_changelist")
        try:
            name.full_clean()
        except ValidationError as error:
            self.message_user(request, f"“{miss}”: {' '.join(error.messages)} Nothing was changed.", messages.ERROR)
            return back
        with transaction.atomic():
            name.position = career.alternate_titles.count() + 1
            name.save()
            miss.delete()
        self.log_change(
            request, career, f"Added “{name}”, by which people looked for it, as a name that only finds it."
        )
        page = format_html(
            '<a href="{}">{}</a>',
            reverse(f"{self.admin_site.name}:careers_occupation_change", args=[career.pk]),
            career,
        )
        self.message_user(request, format_html("“{}” finds {} now.", name, page), messages.SUCCESS)
        return back
