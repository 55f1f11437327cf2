"""The models of the domain, one file per concept."""

from projects.models.case_request import CaseRequest, RequestKind, RequestState
from projects.models.case_rows import (
    AppliedPractice,
    CaseStudyTag,
    Effect,
    Party,
    RelatedCase,
    Source,
)
from projects.models.case_study import CaseStudyPage
from projects.models.co_author import CoAuthor
from projects.models.document import ResourceFile
from projects.models.external_link import ExternalLink, LinkStatus
from projects.models.indicator import Indicator
from projects.models.keyword import Keyword
from projects.models.kit import RedoStep, Resource
from projects.models.lab import LabPage, LabReviewer, PortfolioIndexPage
from projects.models.lab_index import LabIndexPage
from projects.models.logged_search import LoggedSearch
from projects.models.mail_preferences import MailPreferences, VerificationReminder
from projects.models.map import MapPage
from projects.models.measure import FurtherReading, Measure
from projects.models.opinion_link import OpinionLink
from projects.models.photo import GalleryPhoto, Photo, PhotoPair, PhotoRendition
from projects.models.place import Commune, Departement
from projects.models.practice import PracticeIndexPage, PracticePage
from projects.models.published_file import PublishedFile, PublishedFileKind
from projects.models.recurring_job import RecurringJob
from projects.models.review_task import ReviewTask
from projects.models.reviewing import EditAgreement, ReturnPhrase, TakenReview
from projects.models.settings import PortfolioSettings
from projects.models.synonyms import SynonymSet
from projects.models.vocabulary import Term, Vocabulary
from projects.models.words import VocabularyPage
from projects.search.models import SearchDocument, SearchState, SearchValue, SearchWord

__all__ = [
    "AppliedPractice",
    "CaseRequest",
    "CaseStudyPage",
    "CaseStudyTag",
    "CoAuthor",
    "Commune",
    "Departement",
    "EditAgreement",
    "Effect",
    "ExternalLink",
    "FurtherReading",
    "GalleryPhoto",
    "Indicator",
    "Keyword",
    "LabIndexPage",
    "LabPage",
    "LabReviewer",
    "LinkStatus",
    "LoggedSearch",
    "MailPreferences",
    "MapPage",
    "Measure",
    "OpinionLink",
    "Party",
    "Photo",
    "PhotoPair",
    "PhotoRendition",
    "PortfolioIndexPage",
    "PortfolioSettings",
    "PracticeIndexPage",
    "PracticePage",
    "PublishedFile",
    "PublishedFileKind",
    "RecurringJob",
    "RedoStep",
    "RelatedCase",
    "RequestKind",
    "RequestState",
    "Resource",
    "ResourceFile",
    "ReturnPhrase",
    "ReviewTask",
    "SearchDocument",
    "SearchState",
    "SearchValue",
    "SearchWord",
    "Source",
    "SynonymSet",
    "TakenReview",
    "Term",
    "VerificationReminder",
    "Vocabulary",
    "VocabularyPage",
]
