"""The app that holds the newsroom: models, workflow, readers' pages and the desk."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Newsroom"
