"""Admission to the 10th classes (docs/domain.md, "Admission").

    campaign     the school's plan of admission: classes, days, criteria, commissions; approved by order, announced;
                 in modules: campaign_card, appointing (the commissions), campaign
    application  a parent's application, in modules by its phases: card, intake, checking, application
    consent      the consent to the processing of personal data, a separate paper
    rating       the list on which the commission decides, edition by edition
    appeal       heard by another commission; upheld, it corrects points
    enrolment    the list with names that the director's order approves

Beside them: places and calendar (pure), commission (its members), applicant (the personal data), claims (points and
their checks), ranking (the law of `governance.documents.law.ranking` over the rows). Order of imports: in that of this
list.
"""
