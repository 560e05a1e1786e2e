"""Meetings on the desk: a table with a page of its own, on which every act is a button or leads to a small page."""

from django.urls import path

from governance.desk.base.navigation import MEETINGS
from governance.desk.kinds.meeting.act import meeting_do
from governance.desk.kinds.meeting.again import meeting_again
from governance.desk.kinds.meeting.attendance import AttendancePage
from governance.desk.kinds.meeting.choosing import meeting_ballot
from governance.desk.kinds.meeting.counting_page import (
    meeting_ballots_pdf,
    meeting_counting,
    meeting_issue_pdf,
)
from governance.desk.kinds.meeting.election_form import ElectionPage
from governance.desk.kinds.meeting.list import meetings
from governance.desk.kinds.meeting.minutes_page import meeting_minutes
from governance.desk.kinds.meeting.notes_page import meeting_note, meeting_notes
from governance.desk.kinds.meeting.packet_page import meeting_packet
from governance.desk.kinds.meeting.page import meeting, meeting_live
from governance.desk.kinds.meeting.papers import meeting_paper, plain_context
from governance.desk.kinds.meeting.patterns_page import PatternEditor, agenda_patterns
from governance.desk.kinds.meeting.prepare import meeting_edit, meeting_new
from governance.desk.kinds.meeting.question_page import meeting_question
from governance.desk.kinds.meeting.replies import ReplyPage
from governance.desk.kinds.meeting.screen import meeting_screen, meeting_screen_live
from governance.desk.kinds.meeting.word import SpeakerPage, meeting_word
from governance.desk.papers.create import BegunAt
from governance.desk.papers.declaration import enter
from governance.documents.kinds.meeting.meeting import Meeting

enter(
    Meeting,
    section=MEETINGS,
    begin=BegunAt("meeting_new"),
    home="meeting",
    context=plain_context,
    addresses=[
        path("meetings/", meetings, name="meetings"),
        path("meetings/new/", meeting_new, name="meeting_new"),
        path("meetings/patterns/<key:body>/", agenda_patterns, name="agenda_patterns"),
        path("meetings/patterns/<key:body>/new/", PatternEditor.signed_in_view(), name="agenda_pattern_new"),
        path(
            "meetings/patterns/<key:body>/<key:pattern>/",
            PatternEditor.signed_in_view(),
            name="agenda_pattern",
        ),
        path("meetings/<key:pk>/", meeting, name="meeting"),
        path("meetings/<key:pk>/live/", meeting_live, name="meeting_live"),
        path("meetings/<key:pk>/minutes/", meeting_minutes, name="meeting_minutes"),
        path("meetings/<key:pk>/reply/", ReplyPage.view(), name="meeting_reply"),
        path("meetings/<key:pk>/screen/", meeting_screen, name="meeting_screen"),
        path("meetings/<key:pk>/screen/live/", meeting_screen_live, name="meeting_screen_live"),
        path("meetings/<key:pk>/questions/<key:item>/", meeting_question, name="meeting_question"),
        path("meetings/<key:pk>/questions/<key:item>/note/", meeting_note, name="meeting_note"),
        path("meetings/<key:pk>/packet/", meeting_packet, name="meeting_packet"),
        path("meetings/<key:pk>/notes/", meeting_notes, name="meeting_notes"),
        path("meetings/<key:pk>/word/", SpeakerPage.view(), name="meeting_speaker"),
        path("meetings/<key:pk>/word/<slug:act>/", meeting_word, name="meeting_word"),
        path("meetings/<key:pk>/agenda/", meeting_edit, name="meeting_edit"),
        path("meetings/<key:pk>/again/", meeting_again, name="meeting_again"),
        path("meetings/<key:pk>/attendance/", AttendancePage.view(), name="meeting_attendance"),
        path("meetings/<key:pk>/papers/<slug:form>/", meeting_paper, name="meeting_paper"),
        path("meetings/<key:pk>/election/", ElectionPage.view(), name="meeting_election"),
        path("meetings/<key:pk>/ballot/<key:seat>/", meeting_ballot, name="meeting_ballot"),
        path("meetings/<key:pk>/counting/", meeting_counting, name="meeting_counting"),
        path("meetings/<key:pk>/ballots/<key:item>/", meeting_ballots_pdf, name="meeting_ballots"),
        path("meetings/<key:pk>/issue/<key:item>/", meeting_issue_pdf, name="meeting_issue"),
        path("meetings/<key:pk>/do/<slug:move>/", meeting_do, name="meeting_do"),
    ],
)
