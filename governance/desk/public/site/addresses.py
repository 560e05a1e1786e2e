"""The addresses of the public site. They stay: the sites of schools link to them."""

from django.urls import path

from governance.desk.public.site import (
    admission,
    council,
    crawling,
    embed,
    feeds,
    front,
    news,
    papers,
    plan,
    polls,
    schools,
    search,
    teachers,
)

urlpatterns = [
    path("district/", front.front, name="site"),
    path("district/about/", front.about, name="site_about"),
    path("district/documents/", papers.documents, name="site_documents"),
    path("district/documents/<slug:kind>/", papers.kind, name="site_kind"),
    path("district/decisions/", council.decisions, name="site_decisions"),
    path("district/meetings/<str:code>/", council.meeting, name="site_meeting"),
    path("district/plan/", plan.plan, name="site_plan"),
    path("district/teachers/", teachers.teachers, name="site_teachers"),
    path("district/admission/", admission.admission, name="site_admission"),
    path("district/polls/", polls.polls, name="site_polls"),
    path("district/schools/", schools.schools, name="site_schools"),
    path("district/schools/<key:pk>/", schools.school, name="site_school"),
    path("district/pictures/<key:pk>/", schools.picture, name="site_picture"),
    path("district/news/", news.news, name="site_news"),
    path("district/news/<key:pk>/", news.news_item, name="site_news_item"),
    path("district/feed.rss", feeds.rss, name="site_rss"),
    path("district/feed.atom", feeds.atom, name="site_atom"),
    path("district/feed.json", feeds.json_feed, name="site_json"),
    path("district/search/", search.site_search, name="site_search"),
    path("district/embed/", embed.embed, name="site_embed"),
    path("sitemap.xml", crawling.sitemap, name="sitemap"),
    path("robots.txt", crawling.robots, name="robots"),
]
