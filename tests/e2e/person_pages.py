"""Page objects of what belongs to a person: account, recommendations, library, taste, settings."""

from __future__ import annotations

from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from tests.e2e.pages import Page, by_id, press

PASSWORD = "seven odd lanterns"


def movie_id(element: WebElement) -> int:
    """Return the film that an element of the page is about."""
    return int(element.get_attribute("data-movie-id") or 0)


def stars(part: WebElement, rating: float) -> None:
    """Give half stars in a part of the page: by a click on one of the radio buttons."""
    button = part.find_element(By.CSS_SELECTOR, f"input[type='radio'][value='{rating:g}']")
    press(button.find_element(By.XPATH, ".."))


class Account(Page):
    """Registering and signing in."""

    def register(self, username: str, path: str = "/register") -> None:
        self.open(path)
        self._send(username)

    def sign_in(self, username: str) -> None:
        self.open("/sign-in")
        self._send(username)

    def _send(self, username: str) -> None:
        self.find("username").send_keys(username)
        self.find("password").send_keys(PASSWORD)
        self.click("submit")
        self.find("settings-link")

    def sign_out(self) -> None:
        self.open("/settings")
        self.click("sign-out")
        self.find("sign-in")


class Welcome(Page):
    """The first run."""

    def films(self) -> list[WebElement]:
        """Return the films of all groups; the first group comes alone."""
        self.find("welcome")
        self.wait.until(lambda _: self.groups() > 1)
        return self.all("pick")

    def groups(self) -> int:
        return len(self.all("group"))

    def show_groups(self, least: int) -> None:
        """Scroll to the end of the groups until there are so many; they come as they near it."""

        def are_there(browser: WebDriver) -> bool:
            browser.execute_script("scrollTo(0, document.body.scrollHeight)")
            return self.groups() >= least

        self.find("welcome")
        self.wait.until(are_there)

    def pick(self, film: WebElement) -> None:
        press(film)
        self.wait.until(lambda _: film.get_attribute("aria-pressed") == "true")

    def named(self, words: str) -> list[WebElement]:
        """Type a name; the films found."""
        self.find("pick-by-name").send_keys(words)
        return self.named_so_far()

    def named_so_far(self) -> list[WebElement]:
        """Return the films found, or without a name those picked so before."""
        row = self.find("named")
        self.wait.until(lambda _: row.find_elements(By.CSS_SELECTOR, "[data-testid='pick']"))
        return row.find_elements(By.CSS_SELECTOR, "[data-testid='pick']")

    def say(self, words: str) -> None:
        self.click("way-words")
        self.find("words").send_keys(words)

    def done(self) -> ForYou:
        self.click("welcome-done")
        return ForYou(self.browser, self.base)


class ForYou(Page):
    """Recommendations."""

    def show(self) -> None:
        self.open("/for-you")

    def cards(self) -> list[WebElement]:
        self.find("recommendation")
        return self.all("recommendation")

    def ids(self) -> list[int]:
        self.find("recommendation")
        self.settled("recommendations")  # a list is drawn by and by
        return self._films(by_id("recommendation")[1])

    def changed(self, before: list[int]) -> list[int]:
        """Return the list once it is another one."""
        self.wait.until(lambda _: self.ids() != before)
        return self.ids()

    def shelves(self) -> list[str]:
        self.settled("shelves")
        read = "return [...document.querySelectorAll('main h2')].map(each => each.innerText)"
        return [str(name) for name in self.browser.execute_script(read)]

    def first_on_a_shelf(self) -> WebElement:
        """Return the first card of the first shelf, once it can be rated."""
        self.settled("shelves")
        stars_there = "[data-testid='shelf'] li [data-testid='stars']"
        self.wait.until(lambda _: self.browser.find_elements(By.CSS_SELECTOR, stars_there))
        return self.browser.find_element(By.CSS_SELECTOR, "[data-testid='shelf'] li")

    def on_shelves(self) -> list[int]:
        return self._films("[data-testid='shelf'] [data-movie-id]")

    def _films(self, selector: str) -> list[int]:
        read = "return [...document.querySelectorAll(arguments[0])].map(e => +e.dataset.movieId)"
        return [int(movie_id_text) for movie_id_text in self.browser.execute_script(read, selector)]

    def why(self, card: WebElement) -> Receipt:
        press(card.find_element(*by_id("why")))
        return Receipt(self.browser, self.base)


class Receipt(Page):
    """Why a film is recommended."""

    def lines(self) -> list[WebElement]:
        self.find("receipt-total")
        return self.all("receipt-line")

    def amounts(self) -> list[float]:
        """Return what every line adds; the last one is the total."""
        self.find("receipt-total")
        script = (
            "return [...document.querySelectorAll("
            "'[data-testid=receipt] li .amount,"
            " [data-testid=receipt-total] span:last-child')].map(e => e.textContent)"
        )
        return [
            float(text.replace("−", "-").split()[0].strip("+"))
            for text in self.browser.execute_script(script)
        ]

    def strike(self, line: WebElement) -> str:
        """Strike a line through; return what would be without it."""
        press(line.find_element(By.TAG_NAME, "button"))
        self.wait.until(lambda _: line.find_elements(By.CSS_SELECTOR, "[aria-pressed='true']"))
        self.settled("what-if")
        return self.find("what-if").text


class Library(Page):
    """What a person keeps."""

    def show(self, tab: str = "ratings") -> None:
        self.open("/library" if tab == "ratings" else f"/library?tab={tab}")

    def items(self) -> list[WebElement]:
        self.find("shelf-item")
        self.settled("shelf-films")
        return self.all("shelf-item")

    def ids(self) -> list[int]:
        return [movie_id(item) for item in self.items()]

    def ids_of_all(self) -> list[int]:
        self.show()
        return self.ids()

    def empty(self) -> str:
        return self.find("empty-state").text

    def months(self) -> list[str]:
        self.find("month")
        return [month.get_attribute("data-month") or "" for month in self.all("month")]


class Taste(Page):
    """What is believed of a person."""

    @property
    def sentence(self) -> str:
        return self.find("taste-sentence").text

    def names(self, kind: str) -> list[str]:
        self.find(f"taste-{kind}")
        return [bar.get_attribute("data-name") or "" for bar in self.all(f"taste-{kind}")]

    def never(self, kind: str, name: str) -> None:
        self.find(f"taste-{kind}")
        row = self.browser.find_element(
            By.CSS_SELECTOR, f"[data-testid='taste-{kind}'][data-name='{name}']"
        )
        press(row.find_element(*by_id("wish-less")))


class Settings(Page):
    """Settings, with import and export."""

    def show(self) -> None:
        self.open("/settings")

    def choose(self, file: Path) -> None:
        self.there("import-file").send_keys(str(file))
        self.find("import-report")

    def planned(self, kind: str, column: str) -> int:
        """Return how many films of a list the report has in a column."""
        cell = self.find(f"import-{kind}").find_element(
            By.CSS_SELECTOR, f"[data-column='{column}']"
        )
        return int(cell.text)

    def apply(self) -> None:
        self.click("import-apply")
        self.find("import-for-you")

    def take_back(self) -> str:
        """Take the last import back; return what the page says of it."""
        self.click("undo-import")
        self.click("undo-confirm")
        return self.find("undone").text

    def fetch(self, name: str) -> str:
        """Return what a download link gives to this person."""
        address = self.find(name).get_attribute("href")
        return str(
            self.browser.execute_async_script(
                "fetch(arguments[0]).then(r => r.text()).then(arguments[1])", address
            )
        )

    def make_token(self, name: str) -> str:
        self.find("token-name").send_keys(name)
        self.click("make-token")
        return self.find("new-token").text

    def delete(self, password: str) -> None:
        self.find("remove-password").send_keys(password)
        self.click("remove-account")
