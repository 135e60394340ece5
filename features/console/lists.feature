@own-hub
Feature: Lists of a large market in the console

  Rule: who turns pages knows which part they see, and comes back to it

    Scenario: Forth and back, loaded anew, and after a look elsewhere
      Given a hub of its own
      And 120 agreements
      And the administrator looks at Agreements in the console
      When the administrator turns to the Next page by keyboard
      Then the console shows "51 to 100 of 120 agreements", and the keyboard is still at Next
      When the administrator loads the page anew
      Then the console shows "51 to 100 of 120 agreements"
      When the administrator looks at Held in the console
      And the administrator goes back by the browser
      Then the console shows "51 to 100 of 120 agreements"
      When the administrator turns to the Previous page by keyboard
      Then the console shows "1 to 50 of 120 agreements"

    Scenario: The present page stays until the next one has come
      Given a hub of its own
      And 120 agreements
      And the administrator looks at Agreements in the console
      When the hub takes its time over the next page
      Then the list is there all the while

  Rule: a list has an order

    Scenario: By provider
      Given a hub of its own
      And 120 agreements
      And the administrator looks at Agreements in the console
      When the administrator chooses the order "By provider"
      Then the agreement of DE*AAA comes first
