"""What each page is for, in one line under its title; that of a paper is told by the `kind_purpose` of its kind."""

from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Words

BEGINNING = _("It begins as a draft: nobody but those who draft it sees it until it is sent on.")
OWN_VIEW = _("A view is yours alone: its name, and whether the list of tasks opens with it.")
SEAT = _("A seat has a vote; whoever sits on it is appointed to it.")
# By the name of the address.
PURPOSES: dict[str, Words] = {
    "tasks": _("What is asked of you, the most urgent first, and what you wait for from others."),
    "notices": _("What you were told, paper by paper; what is read can be put away into the archive."),
    "task": _("Beside deciding: put the task off, hand it over, ask a colleague; below, who had it before."),
    "task_answer": _("Your answer goes to the colleague; the task stays with them."),
    "task_view": OWN_VIEW,
    "task_view_new": OWN_VIEW,
    "documents": _("All papers that you may see: find, sort, save as a table."),
    "meetings": _("Sittings and votes of the bodies: what runs, what is ahead, what was decided."),
    "calendar": _("Meetings, deadlines and days off; the profile gives it to your telephone."),
    "calendar_address": _("Give it to a calendar program, and your days appear there by themselves."),
    "contracts": _("Each school's contract with the base school: how far it has come and whom it waits for."),
    "admissions": _("Admission to profile classes: from the announcement to the order of enrolment."),
    "applications": _("The applications of one admission, with what each still lacks."),
    "rewards": _("Sheets of achievements, their points and what follows: from the teacher to the order."),
    "indicators_list": _("By what the district tells how it does, edition by edition."),
    "monitoring": _("What the district is measured by, who has given figures, and what came of it."),
    "figures_list": _("What schools counted for the monitoring, paper by paper."),
    "monitoring_report_list": _("What each year came to, as the council adopted it."),
    "figures_fill": _("What your school counted, number by number, each with what it was counted from."),
    "monitoring_findings": _("What follows from the numbers of the year, in the words of the report."),
    "indicators_edit": _(
        "What is measured, by which formula, who gives the figures and which value is aimed at."
    ),
    "bank_entry_list": _(
        "Pupils whom the school may help with an application, each with the parent's consent."
    ),
    "bank_edit": _("What the pupil did, and by which file it is proved; only this school sees it."),
    "bank_link": _("The family gets what the school keeps, and carries it into an application by itself."),
    "survey_list": _("What pupils and the public were asked, without names, and what came of it."),
    "survey_edit": _("What is asked of whom; opened by whoever may, then frozen."),
    "survey_classes": _("How many of each class have answered, and the slips with codes to print."),
    "survey_results": _("Shares of answers by school and class; small groups are hidden for good."),
    "network_teachers": _("Who teaches for all schools, which subjects and how many hours."),
    "decisions": _("What bodies decided, by which vote, whether it stands and who carries it out."),
    "dashboard": _("Three questions: what hangs and with whom, what is late, how the year goes."),
    "dashboard_council": _("The dashboard on a sheet of paper, for a sitting."),
    "calculators": _("Count a term, a vote, an election, a selection or a distribution before it matters."),
    "deadline": _("Counts the last day of a term as the papers count it."),
    "tally": _("Says whether a decision would be taken, and why."),
    "elect": _("Says who would be elected, who goes into the second round, and why."),
    "rank": _("Puts people in order by criteria and says why."),
    "distribute": _("Shares out a fund by points and says what is left."),
    "people": _("Who works in the district, in which offices; here people are invited and appointed."),
    "person": _("One person: offices with their terms and grounds, and the account."),
    "person_new": _("A name and a mailbox; invitation and offices follow on the page of the person."),
    "person_edit": _("The name and the mailbox of a person; signed papers keep the name of their day."),
    "person_appoint": _("An office gives rights on a unit from a day on; without it nobody may do anything."),
    "person_stand_in": _("Whoever stands in has the rights of the office for a term."),
    "person_active": _("A closed account lets nobody in; what the person signed stays."),
    "person_history": _(
        "Every change of a person's offices and account: who made it, when and on what grounds."
    ),
    "appointment_end": _(
        "With its last day the rights of the office end; open tasks go to whoever has it next."
    ),
    "public_page": _("What the district and its schools say to everybody, and how it looks from outside."),
    "card_edit": _(
        "What everybody reads of the school: contacts, directions, projects, its place on the map."
    ),
    "card_picture_new": _("A photograph with words for those who do not see it."),
    "card_picture_drop": _("What everybody sees is yours to take away; the act stays in the record."),
    "news_new": _("It stands on the public page of the district, in its feeds and in what schools embed."),
    "news_correct": _(
        "The new words stand at once, marked as corrected; the earlier ones stay in the record."
    ),
    "news_withdraw": _("It goes from the public page at once; that it stood there stays in the record."),
    "setup": _("Schools, bodies, rules of deciding, registers of numbers and terms of the district."),
    "settings": _("Terms, numbers and choices of the district, each from a day on."),
    "setting": _("A new value holds from its day on; papers of before keep theirs."),
    "unit_setup": _("All that a unit has: seats, rules, registers of numbers, proxies."),
    "unit_edit": _("The names of a unit in papers; each form can be corrected."),
    "body_patterns": _("Bodies of a school as they are as a rule: members, rules, sittings a year."),
    "body_new": _("The body with its seats, rules, registers and members, at one press."),
    "unit_new": _("A school or a body; what it needs besides is entered on its page."),
    "seat_new": SEAT,
    "seats_new": SEAT,
    "proxy_new": _("Whoever is named here votes for the seat within the term."),
    "regulation_new": _("From its day on the body decides by these rules; protocols of before keep theirs."),
    "register_new": _("Papers get their numbers from it, one after the other."),
    "unit_history": _("Every change of a unit: who made it, when and on what grounds."),
    "bodies": _("Who sits in the councils and commissions, and by which rules they decide."),
    "letters": _("Letters of the system: which went out and which could not be sent."),
    "flows": _("The way of each kind of paper, from draft to end."),
    "flow": _("Who acts after whom; the present step of a paper is marked."),
    "profile": _("Your offices and rights, your language, your calendar and how you sign in."),
    "push": _("A vote that opens is shown by this device, even if the page is closed."),
    "password": _("A new password; all other devices have to sign in anew."),
    "mfa_index": _("A second proof that it is you: a passkey or codes of an application."),
    "usersessions_list": _("Where you are signed in; from here you sign out elsewhere."),
    "mail_trial": _("A letter to yourself shows whether letters leave this server."),
    "approved_edit": _("What stands here is what is agreed and approved later, word for word."),
    "order_point": _("What this point asks for, until when, and what was reported."),
    "order_reader": _("Whoever has to read the order confirms it; on paper, the clerk enters it."),
    "plan_edit": _("The rows of the plan by sections: what is done, when, and who answers for it."),
    "plan_head": _("What stands over the table: title, years, aims."),
    "plan_row": _("One activity: what is done, when, and who answers for it."),
    "plan_section": _("Activities of one sort stand under one heading."),
    "help": _("The words of the desk, and how to begin."),
    "search": _("Finds words in any form in titles, texts, decisions, remarks and names."),
    "paper_readings": _("Who has read a paper with personal data, and when."),
    "paper_editions": _("How the text read before each of its changes, and by what it was changed."),
    "changes_part": _("The new words of this part alone; the rest of the text stays as it is."),
    "changes_add": _("What is added gets a number of its own; no other number changes."),
    "paper_rounds": _("What each side proposed and what was agreed, round by round."),
    "paper_answer": _("Agree, or say which words should stand there instead."),
    "order_execution": _("The points of the order, who carries them out until when, and what they reported."),
    "plan_execution": _("How each activity of the plan stands; here it is marked as done or moved."),
    "meeting": _("The sitting: agenda, who is there, votes and their results."),
    "agenda_patterns": _(
        "Questions that come again and again, kept by name: a new meeting begins with them."
    ),
    "agenda_pattern_new": _("The questions with which meetings of the body begin."),
    "agenda_pattern": _("The questions with which meetings of the body begin."),
    "meeting_counting": _("The commission issues ballots, opens the urn and enters what was in it."),
    "order_edit": _("Heading, grounds and points: who does what until when."),
    "meeting_notes": _("What you note for yourself on each question; nobody else reads it."),
    "meeting_question": _("Who reports on the question, its files, and what you note for yourself."),
    "meeting_attendance": _("Who is there, who came late or left: the quorum is counted from it."),
    "rating_lists": _("The ranked lists with the points of each, as they are published."),
    "campaign_picture": _("The admission in pictures: applications, places, points."),
    "reward_picture": _("The rewards in pictures: what was paid to whom by which measure."),
    "allocation": _("Who gets what from which fund, and what is left; the council decides on it."),
    "application_fill": _("The form that the parents have brought, as they wrote it."),
    "application_check": _("Each claim beside its proof: what it counts for, by your reading alone."),
    "application_settle": _("Where two checks differ, the chair says what counts and why."),
    "application_conflict": _("Whoever is near to the pupil says so, and takes no part any more."),
    "appeal_prepare": _(
        "The commission votes on something definite: these values count if the appeal is upheld."
    ),
    "campaign_edit": _(
        "All that is announced: days, classes, criteria, commissions; it can be saved half done."
    ),
    "contracts_make_any": _("One page makes the contracts with all schools by the form in force."),
    "contracts_make": _("One page makes the contracts with all schools by the form in force."),
    "contracts_progress": _("How many contracts are made, and which could not be."),
    "contract_form_edit": _("The text that all contracts take over; blanks are filled in school by school."),
    "contract_edit": _(
        "The contract with one school: its blanks, its days, and clauses that differ from the form."
    ),
    "contract_text": _(
        "How the contract reads with its agreements; each changed clause names the one that worded it."
    ),
    "amendment_edit": _("What changes in the contract; both parties agree to it and sign it."),
    "candidacy_edit": _("Whom the council is asked to support, for which subjects and hours."),
    "candidacy_listed": _("One list for all whom the council supports; an order appoints by it."),
    "incoming_list": _("Papers that came from outside, with what was decided on them."),
    "inquiry_list": _(
        "What people ask the school, by when it is answered and what came of it; no name stands here."
    ),
    "inquiry_report": _("The questions of a year by sort, theme and result; nobody is named."),
    "outgoing_list": _(
        "Letters of the school: to whom, when and how they went, and which answers are awaited."
    ),
    "outgoing_revise": _("What the head signs and the addressee reads, on the form of the school."),
    "letter_choices": _(
        "What comes at once, in one letter of the morning, or not; by the kind of paper, too."
    ),
    "meeting_minutes": _(
        "What is heard, said and decided, written while the sitting runs; the protocol begins with it."
    ),
    "meeting_reply": _("The secretary learns whether you come; you can change it until the sitting begins."),
    "meeting_ballot": _("Your ballot in this election."),
    "meeting_speaker": _("For a guest who has no account: the list of speakers shows the name."),
    "order_by_form": _(
        "Fill in what differs from one such order to the next; its words follow from the form."
    ),
    "form_edit": _("What is asked before such an order, and how it is worded from a day on."),
    "order_sign_paper": _(
        "For an order that was signed by hand: its scan stands for the signature in the system."
    ),
    "order_write_changes": _("What the order changes in papers in force, beside how they will read."),
    "paper_rework": _("Each objection gets an answer; whoever objected is asked again, nobody else."),
    "plan_follow": _("One activity: who carries it out, what they reported, and your answer to that."),
    "decisions_execution": _(
        "The points of the decisions: who carries them out until when, and what they reported."
    ),
    "decision_point": _("What this point asks for, until when, and what was reported."),
    "reward_period_edit": _("The days of the period and the funds from which it pays."),
    "reward_system_edit": _("For what, by which criteria and with what the district rewards."),
    "nomination_fill": _("What you have achieved, line by line, each with what proves it."),
    "nomination_complete": _("The school adds what it asks for, and puts the sheet before the district."),
    "nomination_verify": _("Each line beside its proof: it counts, counts otherwise, or does not, and why."),
    "nomination_object": _("To which lines you object and why; the answer stands beside it."),
    "nomination_answer": _("Each objection gets an answer with its reason; the teacher reads it."),
    "import_schools": _(
        "Enters many schools from a table; it is shown first, and nothing is kept before you say so."
    ),
    "import_people": _(
        "Enters many people with their offices; it is shown first, and nothing is kept before you say so."
    ),
    "processes": _("What each kind of paper still lacks before it can be finished, with links to mend it."),
    "process": _("What still lacks for papers of this kind, place by place."),
    "register_edit": _("How numbers look and when they begin anew; given numbers stay."),
    "post": _("The forms of one office; papers of before keep theirs."),
    "unit_appoint": _("An office gives rights on a unit from a day on; without it nobody may do anything."),
    "seat_group": _("For elections in which groups of seats have places of their own."),
    "seat_end": _("From the day after, nobody sits or votes on it; decisions of before stand."),
    "proxy_end": _("From the day after, the member votes alone again."),
    "person_away": _("One page for a leave: who stands in, in all offices at once, on which order."),
    "public_paper": _("A published paper as it was signed; its code proves a printed copy."),
    "check": _("Type the code from a printed page to see whether the paper is genuine and in force."),
    "check_paper": _("What the record says of this paper; compare it with your copy."),
    "key": _("The public key by which dossiers of this district are checked."),
    "tokens": _("By a token a program reads papers and makes moves as you: made here, revoked here."),
    "token_new": _("The key is shown once; it ends on a day, and you can revoke it before."),
    "webhook_new": _("Instead of asking again and again, a program is told at its address, signed."),
    "api_docs": _("The addresses for programs, each with a call to try and what it answers."),
    "logs": _("Seals prove that the record of a district was not rewritten."),
    "seals": _("Each morning's seal; keep one, and nobody can change what was before it unnoticed."),
}


def purpose_of(name: str) -> Words:
    """The line for the address of this name; empty if the title says it all."""
    return PURPOSES.get(name) or (BEGINNING if name.endswith("_new") else "")
