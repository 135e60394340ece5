@own-hub
Feature: The simulated world in the console

  Rule: what is done there goes through the hub

    @SIM-04
    Scenario: A car comes and goes
      Given the lab
      When the administrator plugs in a car at EVSE-MUNICH-1-2 in the console
      Then the console shows the session with its power
      And once the administrator stops it, the session is gone and the hub has its CDR

    Scenario: Something goes wrong on purpose
      Given the lab
      When the administrator lets ES*MSP answer 503 to the next request about tariffs, in the console
      Then the console shows the fault of ES*MSP until it is cleared
