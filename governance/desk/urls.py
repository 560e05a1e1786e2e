"""Addresses of the desk. Every view says who reaches it (governance.desk.access); a check refuses one that does not."""

from django.urls import path

from governance.desk import signin, tasks
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
]
