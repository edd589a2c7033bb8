"""Line-ups tell which bare surnames of a report are people's."""

from tests.people.builders import names

BOX = (
    "\n\nRovers (4-4-2): Tranter; Wicks, Dorrel, Pask, Ludd; Fenn, Okuma, Birse (Vint 70), Hay; Stoll, Rusk."
)


def test_a_bare_surname_of_the_report_that_a_line_up_lists_is_a_persons() -> None:
    told = names("Rovers went ahead when Stoll met the cross and the ball went past Tranter." + BOX)
    assert {"Stoll", "Tranter"} <= told


def test_the_team_in_front_of_a_line_up_is_nobody() -> None:
    assert "Rovers" not in names(
        "The crowd sang as Rovers went ahead through Stoll." + BOX, title="Rovers 2 Town 1"
    )


def test_a_list_without_a_score_or_a_semicolon_is_no_line_up() -> None:
    text = "Trains to Fenn are late.\n\nBirse, Fenn, Hay, Ludd, Pask, Rusk, Struke"
    assert names(text) == set()


def test_a_batsman_who_is_out_in_a_scorecard_is_a_person() -> None:
    text = "52nd over: WICKET! Thorncastle lbw b Rusk 0. First ball! It was the second duck of the day."
    assert "Thorncastle" in names(text, title="Town v Rovers, day three")
