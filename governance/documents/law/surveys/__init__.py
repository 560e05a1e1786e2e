"""Questions of a survey, what may be answered to them, and results that tell nobody's answer. Pure."""

from governance.documents.law.surveys.questions import Question, QuestionKind, Questionnaire
from governance.documents.law.surveys.results import hidden_groups, tallied

__all__ = ["Question", "QuestionKind", "Questionnaire", "hidden_groups", "tallied"]
