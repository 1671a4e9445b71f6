"""Page objects of choosing a film together: Tonight, rooms, companions and lists."""

from __future__ import annotations

from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from tests.e2e.pages import Page, press
from tests.e2e.person_pages import movie_id


def offline(browser: WebDriver, *, gone: bool) -> None:
    """Take a browser's network away, or give it back."""
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd(
        "Network.emulateNetworkConditions",
        {"offline": gone, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
    )


class Tonight(Page):
    """One film for who is there."""

    def show(self, search: str = "") -> None:
        self.open(f"/tonight{search}")
        self.find("evening")

    def answered(self) -> WebElement:
        """Return the film shown large, once it answers what is asked now."""
        self.settled("tonight-answer")
        return self.find("tonight-film")

    @property
    def film(self) -> int:
        return movie_id(self.answered())

    def another(self, than: int) -> int:
        """Return the film that came in the place of one."""
        self.wait.until(lambda _: self.film != than)
        return self.film

    def add_guest(self, name: str, loves: str) -> str:
        """Take a guest in who loves the first film of that name; return the film's title."""
        if not self.all("add-guest") or not self.find_or_none("add-guest"):
            self.there("who").find_element(By.TAG_NAME, "summary").click()
        self.click("add-guest")
        self.find("guest-name").send_keys(name)
        self.find("guest-film").send_keys(loves)
        found = self.find("guest-film-found")
        title = found.find_element(By.CSS_SELECTOR, ".title").text
        press(found.find_element(By.CSS_SELECTOR, "[data-testid='guest-loves']"))
        self.find("guest-named")
        self.click("guest-done")
        self.gone("guest-dialog")
        return title

    def find_or_none(self, name: str) -> WebElement | None:
        return next((element for element in self.all(name) if element.is_displayed()), None)

    def open_room(self, name: str) -> Room:
        self.find("host-name").send_keys(name)
        self.click("make-room")
        room = Room(self.browser, self.base)
        room.find("room-code")
        return room


class Room(Page):
    """A room, as one member sees it."""

    def enter_by_link(self, link: str, name: str) -> None:
        self.browser.get(link)
        self._enter(name)

    def enter_by_code(self, code: str, name: str) -> None:
        self.open("/tonight/join")
        self.find("join-code").send_keys(code)
        self._enter(name)

    def _enter(self, name: str) -> None:
        self.find("join-name").send_keys(name)
        self.click("join")
        self.find("deck-film")

    def link(self) -> str:
        return str(self.find("copy-link").get_attribute("data-link"))

    def code(self) -> str:
        return self.find("room-code").text

    def members(self) -> list[str]:
        return [member.text.split("\n")[0] for member in self.all("member")]

    @property
    def film(self) -> int:
        return movie_id(self.find("deck-film"))

    def say(self, vote: str) -> int:
        """Answer the film on show and wait for what comes after it; return the film answered."""
        film = self.film
        self.click(f"vote-{vote}")
        self.wait.until(lambda _: not self.all("deck-film") or self.film != film)
        return film

    def winner(self) -> int:
        return movie_id(self.find("winner"))
