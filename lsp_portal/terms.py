"""Settings that are days and numbers of the work itself: how long a promise holds, when somebody is reminded."""

INVITATION_DAYS = 14
PLEDGE_DAYS = 365  # how long a pledge to the code of ethics holds
UNUSUAL_READING_FILES = 20  # so many candidates read on one day outside one's tasks are shown to ethics officers
PLEDGE_REMINDER_DAYS = 30  # how long before its end it may be renewed, and the assessor is reminded
QUESTION_ANSWER_DAYS = 3  # working days in which a candidate's question is answered
QUESTION_OPEN_DAYS = 30  # how long after the end of his assessment a candidate may ask
QUESTIONS_A_DAY = 5  # what one candidate may ask about one assessment on one day
FEEDBACK_INVITED_DAYS = 120  # how long a candidate's home page asks him for his feedback
