@own-hub
Feature: Checking a partner in the console

  Rule: what is wrong with a partner is told with the rule it breaks and the way to mend it

    @LOC-29
    Scenario: The suite against an operator that writes countries with two letters
      Given the lab
      And ES*CPO writes the country of its Locations with two letters
      When the administrator runs the suite against ES*CPO in the console, reading alone
      Then the console says that ES*CPO breaks LOC-29, and how that is mended
      And it says for which profiles ES*CPO is ready, and for which not
      And the report can be taken along, and stands on its own
      And its first screen says what to mend first, on a phone and on a desk
      And it is accessible in both themes, and fits on a phone

    Scenario: What the user writes does not follow a partner that the page shows meanwhile
      Given the lab
      When the administrator enters the field Partner before the page shows one, and then types "simulated cpo"
      Then the field Partner has the words "simulated cpo"
