"""The index by which a name is found however it is typed: words, the same with a letter out, and who has them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .persons import Person


class Word(models.Model):
    """A word of some name, in Latin letters without accents; `sound` is how it is heard."""

    text = models.CharField(max_length=60, unique=True)
    sound = models.CharField(max_length=30, db_index=True)

    class Meta:
        verbose_name = _("mot de nom")
        verbose_name_plural = _("mots de noms")

    def __str__(self) -> str:
        return str(self.pk)


class WordVariant(models.Model):
    """A word with one letter out: two words one slip apart share one."""

    text = models.CharField(max_length=60, db_index=True)
    word = models.ForeignKey(Word, models.CASCADE, related_name="variants")

    class Meta:
        verbose_name = _("variante d’un mot")
        verbose_name_plural = _("variantes de mots")

    def __str__(self) -> str:
        return str(self.pk)


class PersonWord(models.Model):
    """A person has this word in a name; `place` is the name's ("given", "family", or a kind of other name)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="words")
    word = models.ForeignKey(Word, models.CASCADE, related_name="persons")
    place = models.CharField(max_length=10)

    class Meta:
        verbose_name = _("mot du nom d’une personne")
        verbose_name_plural = _("mots des noms de personnes")
        constraints = [models.UniqueConstraint(fields=["word", "person", "place"], name="word_of_a_person_once")]

    def __str__(self) -> str:
        return str(self.pk)
