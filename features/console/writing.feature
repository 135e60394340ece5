Feature: Writing into a field of the console while it still loads

  Rule: what comes late takes neither the focus nor what is being written

    Scenario: A partner is looked for before the page is complete
      Given operator ABC
      And the console learns late what the hub can do and who is connected
      When the administrator writes the beginning of ABC into the field of partners at Conformance
      And the console has learned all
      Then the field still has the focus and what was written, and offers ABC
      And ABC is chosen by a click

    Scenario: A letter that is written while the search begins
      Given the administrator looks at Objects in the console
      When the administrator writes on while the search for "LOC" begins
      Then no letter of the search is lost
