"""Addresses of the desk. Every view says who reaches it (governance.desk.access); a check refuses one that does not."""

from django.urls import path

from governance.desk import (
    bodies,
    calendar,
    dashboard,
    flows_page,
    people,
    profile,
    public,
    register,
    signin,
    tasks,
)
from governance.desk.papers import page, parts, sheet

urlpatterns = [
    path("sign-in/", signin.sign_in, name="sign_in"),
    path("sign-out/", signin.sign_out, name="sign_out"),
    path("", tasks.tasks, name="tasks"),
    path("tasks/decide/", tasks.tasks_bulk, name="tasks_bulk"),
    path("notices/read/", tasks.notices_read, name="notices_read"),
    path("papers/<int:pk>/", page.paper, name="paper"),
    path("papers/<int:pk>/do/", page.paper_do, name="paper_do"),
    path("papers/<int:pk>/pdf/", sheet.paper_pdf, name="paper_pdf"),
    path("papers/<int:pk>/remark/", parts.paper_remark, name="paper_remark"),
    path("papers/<int:pk>/attach/", parts.paper_attach, name="paper_attach"),
    path("papers/<int:pk>/files/<int:file>/", parts.paper_file, name="paper_file"),
    path("documents/", register.documents, name="documents"),
    path("documents.xlsx", register.documents_xlsx, name="documents_xlsx"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar.ics", calendar.calendar_ics, name="calendar_ics"),
    path("calendar/<str:key>.ics", calendar.calendar_link, name="calendar_link"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("flows/", flows_page.flows, name="flows"),
    path("flows/<str:name>/", flows_page.flow_page, name="flow"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("profile/", profile.profile, name="profile"),
    path("profile/password/", profile.password, name="password"),
    path("profile/calendar/", profile.calendar_key, name="calendar_key"),
    path("language/", profile.language, name="language"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/password/", people.person_password, name="person_password"),
    path("people/<int:pk>/account/", people.person_active, name="person_active"),
    path("people/<int:pk>/appoint/", people.person_appoint, name="person_appoint"),
    path("people/<int:pk>/stand-in/", people.person_stand_in, name="person_stand_in"),
    path("appointments/<int:pk>/end/", people.appointment_end, name="appointment_end"),
    # Without signing in.
    path("public/", public.public, name="public"),
    path("public/<str:code>/", public.public_paper, name="public_paper"),
    path("public/<str:code>/pdf/", public.public_pdf, name="public_pdf"),
    path("check/", public.check, name="check"),
    path("check/<str:code>/", public.check_paper, name="check_paper"),
]
