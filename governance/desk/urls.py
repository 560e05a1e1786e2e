"""Addresses of the desk. Every view says who reaches it (`desk.base.access`); a check refuses one that does not."""

from django.urls import path

from governance.desk.accounts import addresses as accounts
from governance.desk.agreement import rounds
from governance.desk.api import description as api
from governance.desk.api.interface import interface
from governance.desk.base import drafts
from governance.desk.pages import (
    bodies,
    calls,
    decisions,
    flows_page,
    help,
    letter_choices,
    letters,
    notices,
    profile,
    push,
    register,
    search,
    tokens,
)
from governance.desk.pages.calculators.deadline import DeadlineCalculator
from governance.desk.pages.calculators.distribute import DistributeCalculator
from governance.desk.pages.calculators.elect import ElectCalculator
from governance.desk.pages.calculators.page import calculators
from governance.desk.pages.calculators.rank import RankCalculator
from governance.desk.pages.calculators.tally import TallyCalculator
from governance.desk.pages.calendar import (
    addresses as calendar_addresses,
    feed,
    own_tasks,  # noqa: F401  enters itself among the calendars
    page as calendar_page,
)
from governance.desk.pages.dashboard import page as dashboard
from governance.desk.pages.organisation import (
    appointing,
    form_library,
    history as organisation_history,
    letting_in,
    new_body,
    posts,
    processes,
    registers,
    regulation,
    settings,
    setup,
    steps,
)
from governance.desk.pages.people import accounts as people_accounts, entering, leaving, page as people
from governance.desk.pages.public_page import card as public_card, news as public_news, page as public_page
from governance.desk.pages.tables.people import PeoplePage
from governance.desk.pages.tables.schools import SchoolsPage
from governance.desk.pages.tasks import arrange, page as tasks, telling, together, views
from governance.desk.papers import (
    after,
    copying,  # noqa: F401  enters a link for all
    declaration,
    editions,
    following,
    page,
    posting,
    readings,
    sheet,
    signing,
)
from governance.desk.public import check, inquiry, papers as public, seals
from governance.desk.public.apply import (
    acts as apply_acts,
    from_bank,
    links as apply_links,
    page as apply_page,
    private_page as apply_own,
)
from governance.desk.public.oparl import views as oparl
from governance.desk.public.site import addresses as site
from governance.desk.public.survey import page as survey_page

declaration.discover()

urlpatterns = [
    *declaration.addresses(),
    *accounts.urlpatterns,
    path("", tasks.tasks, name="tasks"),
    path("tasks/decide/", together.tasks_bulk, name="tasks_bulk"),
    path("notices/", notices.notices, name="notices"),
    path("notices/panel/", notices.notices_panel, name="notices_panel"),
    path("notices/put/", notices.notices_put, name="notices_put"),
    path("notices/<key:pk>/", notices.notice, name="notice"),
    path("calls/", calls.calls, name="calls"),
    path("tasks/<key:pk>/", arrange.task_page, name="task"),
    path("tasks/<key:pk>/remind/", telling.task_remind, name="task_remind"),
    path("tasks/questions/<key:pk>/", telling.AnswerPage.signed_in_view(), name="task_answer"),
    path("tasks/views/new/", views.NewViewPage.signed_in_view(), name="task_view_new"),
    path("tasks/views/<key:pk>/", views.ViewPage.signed_in_view(), name="task_view"),
    path("papers/<key:pk>/", page.paper, name="paper"),
    path("papers/<key:pk>/do/", page.paper_do, name="paper_do"),
    path("papers/<key:pk>/undo/", after.paper_undo, name="paper_undo"),
    path("papers/<key:pk>/passkey/<slug:move>/", signing.paper_passkey, name="paper_passkey"),
    path("papers/<key:pk>/pdf/", sheet.paper_pdf, name="paper_pdf"),
    path("papers/<key:pk>/disagreements.pdf", sheet.disagreements_pdf, name="disagreements_pdf"),
    path("papers/<key:pk>/dossier/", posting.paper_dossier, name="paper_dossier"),
    path("papers/<key:pk>/remark/", posting.paper_remark, name="paper_remark"),
    path("papers/<key:pk>/follow/", following.paper_follow, name="paper_follow"),
    path("papers/<key:pk>/unfollow/", following.paper_unfollow, name="paper_unfollow"),
    path("papers/<key:pk>/people/", following.paper_people, name="paper_people"),
    path("papers/<key:pk>/attach/", posting.paper_attach, name="paper_attach"),
    path("papers/<key:pk>/files/<key:file>/", posting.paper_file, name="paper_file"),
    path("papers/<key:pk>/editions/", editions.paper_editions, name="paper_editions"),
    path("papers/<key:pk>/editions.pdf", editions.edition_pdf, name="paper_edition_pdf"),
    path("papers/<key:pk>/disagreements/", rounds.paper_rounds, name="paper_rounds"),
    path("papers/<key:pk>/readings/", readings.paper_readings, name="paper_readings"),
    *register.Register.addresses(),
    *decisions.Decisions.addresses(),
    path("search/", search.search_page, name="search"),
    path("calendar/", calendar_page.calendar, name="calendar"),
    path("calendar/choice/", calendar_page.calendar_choice, name="calendar_choice"),
    path("calendar.ics", feed.calendar_ics, name="calendar_ics"),
    path("calendar/<str:key>.ics", feed.calendar_link, name="calendar_link"),
    path("help/", help.help_page, name="help"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/council/", dashboard.for_council, name="dashboard_council"),
    path("flows/", flows_page.flows, name="flows"),
    path("flows/<str:name>/", flows_page.flow_page, name="flow"),
    path("flows/<str:name>/model.bpmn", flows_page.flow_model, name="flow_model"),
    path("flows/<str:name>/log.xes", flows_page.flow_log, name="flow_log"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("calculators/", calculators, name="calculators"),
    path("calculators/deadline/", DeadlineCalculator.signed_in_view(), name="deadline"),
    path("calculators/tally/", TallyCalculator.signed_in_view(), name="tally"),
    path("calculators/elect/", ElectCalculator.signed_in_view(), name="elect"),
    path("calculators/rank/", RankCalculator.signed_in_view(), name="rank"),
    path("calculators/distribute/", DistributeCalculator.signed_in_view(), name="distribute"),
    path("setup/", steps.setup, name="setup"),
    path("setup/schools/", SchoolsPage.signed_in_view(), name="import_schools"),
    path("setup/schools/template.xlsx", SchoolsPage.template_view(), name="import_schools_template"),
    path("setup/people/", PeoplePage.signed_in_view(), name="import_people"),
    path("setup/people/template.xlsx", PeoplePage.template_view(), name="import_people_template"),
    path("setup/processes/", processes.processes, name="processes"),
    path("setup/processes/<slug:kind>/", processes.process, name="process"),
    path("setup/mail/", letting_in.mail_trial, name="mail_trial"),
    path("setup/invitations/", letting_in.invitations, name="invitations"),
    path("setup/invitations/all/", letting_in.invite_all, name="invite_all"),
    path("setup/registers/", registers.registers, name="registers"),
    path("setup/settings/", settings.settings_page, name="settings"),
    path("setup/settings/<slug:name>/", settings.SettingPage.signed_in_view(), name="setting"),
    path("setup/order-forms/", form_library.form_library, name="form_library"),
    path("setup/order-forms/new/", form_library.LibraryFormPage.signed_in_view(), name="form_new"),
    path("setup/order-forms/<slug:code>/", form_library.LibraryFormPage.signed_in_view(), name="form_edit"),
    path("setup/posts/", posts.posts_page, name="posts"),
    path("setup/posts/correct/", posts.PostPage.signed_in_view(), name="post"),
    path("setup/bodies/", new_body.body_patterns, name="body_patterns"),
    path("setup/bodies/<slug:pattern>/", new_body.NewBodyPage.signed_in_view(), name="body_new"),
    path("setup/units/new/", setup.NewUnitPage.signed_in_view(), name="unit_new"),
    path("setup/units/<key:pk>/", setup.unit_setup, name="unit_setup"),
    path("setup/units/<key:pk>/edit/", setup.UnitEditPage.signed_in_view(), name="unit_edit"),
    path("setup/units/<key:pk>/appoint/", appointing.UnitAppointPage.signed_in_view(), name="unit_appoint"),
    path(
        "setup/units/<key:pk>/registers/new/", registers.NewRegisterPage.signed_in_view(), name="register_new"
    ),
    path("setup/units/<key:pk>/seats/several/", setup.SeatsPage.signed_in_view(), name="seats_new"),
    path("setup/units/<key:pk>/seats/new/", setup.NewSeatPage.signed_in_view(), name="seat_new"),
    path(
        "setup/units/<key:pk>/rules/new/", regulation.RegulationPage.signed_in_view(), name="regulation_new"
    ),
    path("setup/units/<key:pk>/proxies/new/", setup.NewProxyPage.signed_in_view(), name="proxy_new"),
    path("setup/seats/<key:pk>/group/", setup.SeatGroupPage.signed_in_view(), name="seat_group"),
    path("setup/seats/<key:pk>/end/", setup.EndSeatPage.signed_in_view(), name="seat_end"),
    path("setup/proxies/<key:pk>/end/", setup.EndProxyPage.signed_in_view(), name="proxy_end"),
    path("setup/registers/<key:pk>/", registers.RegisterPage.signed_in_view(), name="register_edit"),
    path("units/<key:pk>/history/", organisation_history.unit_history, name="unit_history"),
    path("people/<key:pk>/history/", organisation_history.person_history, name="person_history"),
    path("public-page/", public_page.public_page, name="public_page"),
    path("public-page/news/new/", public_news.NewNewsPage.signed_in_view(), name="news_new"),
    path("public-page/news/<key:pk>/", public_news.CorrectNewsPage.signed_in_view(), name="news_correct"),
    path(
        "public-page/news/<key:pk>/withdraw/",
        public_news.WithdrawNewsPage.signed_in_view(),
        name="news_withdraw",
    ),
    path("public-page/cards/<key:pk>/", public_card.CardPage.signed_in_view(), name="card_edit"),
    path(
        "public-page/cards/<key:pk>/pictures/new/",
        public_card.NewPicturePage.signed_in_view(),
        name="card_picture_new",
    ),
    path(
        "public-page/pictures/<key:pk>/drop/",
        public_card.DropPicturePage.signed_in_view(),
        name="card_picture_drop",
    ),
    path("drafts/", drafts.draft, name="draft"),
    path("drafts/save/", drafts.draft_save, name="draft_save"),
    path("drafts/forget/", drafts.draft_forget, name="draft_forget"),
    path("letters/", letters.letters, name="letters"),
    path("letters/again/", letters.letters_again, name="letters_again"),
    path("profile/", profile.profile, name="profile"),
    path("profile/push/", push.push, name="push"),
    path("profile/push/on/", push.push_on, name="push_on"),
    path("profile/push/off/", push.push_off, name="push_off"),
    path("push-worker.js", push.push_worker, name="push_worker"),
    path("profile/stand-in/", leaving.OwnAwayPage.signed_in_view(), name="own_stand_in"),
    path("people/<key:pk>/away/", leaving.PersonAwayPage.signed_in_view(), name="person_away"),
    path("profile/letters/", letter_choices.LetterChoicesPage.signed_in_view(), name="letter_choices"),
    path("profile/letters/links/", letter_choices.links_end, name="letter_links_end"),
    path("profile/password/", profile.PasswordPage.signed_in_view(), name="password"),
    path("profile/calendar/", calendar_addresses.AddressPage.signed_in_view(), name="calendar_address"),
    path(
        "profile/calendar/<key:pk>/end/", calendar_addresses.calendar_address_end, name="calendar_address_end"
    ),
    path("profile/tokens/", tokens.tokens, name="tokens"),
    path("profile/tokens/new/", tokens.TokenPage.confirmed_view(), name="token_new"),
    path("profile/tokens/<key:pk>/revoke/", tokens.token_revoke, name="token_revoke"),
    path("profile/webhooks/new/", tokens.WebhookPage.confirmed_view(), name="webhook_new"),
    path("profile/webhooks/<key:pk>/end/", tokens.webhook_end, name="webhook_end"),
    path("profile/webhooks/<key:pk>/again/", tokens.webhook_again, name="webhook_again"),
    path("side/", profile.side, name="side"),
    path("language/", profile.language, name="language"),
    path("people/", people.people, name="people"),
    path("people/new/", people_accounts.NewPersonPage.signed_in_view(), name="person_new"),
    path("people/<key:pk>/", people.person, name="person"),
    path("people/<key:pk>/edit/", people_accounts.PersonEditPage.signed_in_view(), name="person_edit"),
    path("people/<key:pk>/invite/", entering.person_invite, name="person_invite"),
    path("people/<key:pk>/slip/", entering.person_slip, name="person_slip"),
    path("people/<key:pk>/second-factor/", entering.person_second_factor, name="person_second_factor"),
    path("people/<key:pk>/account/", people_accounts.AccountPage.signed_in_view(), name="person_active"),
    path("people/<key:pk>/appoint/", people_accounts.AppointPage.signed_in_view(), name="person_appoint"),
    path("people/<key:pk>/stand-in/", people_accounts.StandInPage.signed_in_view(), name="person_stand_in"),
    path("appointments/<key:pk>/end/", leaving.EndPage.signed_in_view(), name="appointment_end"),
    # For programs, by tokens.
    path("api/", api.docs, name="api_docs"),
    path("api/openapi.json", api.openapi, name="api_openapi"),
    *interface.patterns(),
    # Without signing in.
    *site.urlpatterns,
    *oparl.patterns(),
    *public.PublishedBoard.addresses(),
    path("public/<str:code>/", public.public_paper, name="public_paper"),
    path("public/<str:code>/pdf/", public.public_pdf, name="public_pdf"),
    path("check/", check.check, name="check"),
    path("check/<str:code>/", check.check_paper, name="check_paper"),
    path("key/", check.key, name="key"),
    path("seals/", seals.logs, name="logs"),
    path("seals/<key:pk>/", seals.seals, name="seals"),
    path("seals/<key:pk>/checkpoint", seals.latest, name="seal_latest"),
    path("seals/<key:pk>/<key:size>.txt", seals.seal, name="seal"),
    path("seals/<key:pk>/<key:old>-<key:new>.txt", seals.proof, name="seal_proof"),
    # Whoever asks a school something: the form, and by private link.
    path("ask/", inquiry.ask, name="ask"),
    path("q/<str:key>/", inquiry.own_inquiry, name="own_inquiry"),
    path("q/<str:key>/answer.pdf", inquiry.own_answer, name="own_answer"),
    # Parents: the form of application, and by private link.
    path("apply/link/", apply_links.ask_link, name="ask_link"),
    path("apply/link/sent/", apply_links.link_sent, name="link_sent"),
    path("apply/<str:code>/", apply_page.apply, name="apply"),
    path("bank/<str:key>/", from_bank.family, name="bank_family"),
    path("bank/<str:key>/<str:code>/", from_bank.family_apply, name="bank_apply"),
    path("answer/", survey_page.answer_code, name="answer_code"),
    path("answer/thanks/", survey_page.thanks, name="answer_thanks"),
    path("answer/<str:code>/", survey_page.answer, name="answer"),
    path("poll/<str:code>/", survey_page.poll, name="poll"),
    path("a/new/<str:token>/", apply_links.new_link, name="new_link"),
    path("a/confirm/<str:token>/", apply_links.confirm_email, name="confirm_email"),
    path("a/<str:key>/", apply_own.own_application, name="own_application"),
    path("a/<str:key>/kept/", apply_own.kept, name="kept"),
    path("a/<str:key>/fill/", apply_page.fill, name="own_fill"),
    path("a/<str:key>/application.pdf", apply_own.own_pdf, name="own_pdf"),
    path("a/<str:key>/consent.pdf", apply_own.own_consent, name="own_consent"),
    path("a/<str:key>/appeals/<key:appeal>/hearing.pdf", apply_own.own_hearing, name="own_hearing"),
    path("a/<str:key>/files/<key:file>/", apply_own.own_file, name="own_file"),
    path("a/<str:key>/appeal/", apply_acts.own_appeal, name="own_appeal"),
    path("a/<str:key>/do/<slug:name>/", apply_acts.own_act, name="own_act"),
]
