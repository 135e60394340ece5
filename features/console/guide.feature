@own-hub
Feature: The guide
  Recipes, checks, errors and documents, served by the hub to everybody.

  Rule: everybody can read every page, without a token

    Scenario Outline: <page> by day and by night, on a desk and on a phone
      Given the lab
      When somebody opens <page> of the guide
      Then the guide shows "<sign>"
      And it is accessible in both themes, and fits on a phone

      Examples:
        | page                               | sign                                     |
        | index.html                         | Charge a car                             |
        | docs/recipes/charge-a-car.html     | A driver of the simulated provider       |
        | checks/index.html                  | GET by location id and EVSE uid          |
        | checks/LOC-03.html                 | An EVSE can be read by its uid           |
        | errors/index.html                  | The token is missing                     |
        | errors/ocpi-unauthorized.html      | this token is not known here             |
        | simulators/README.html             | A charge point operator                  |
        | README.html                        | An open OCPI 2.1.1-d2 roaming hub        |

  Rule: what one has in hand leads to its page

    Scenario: The words of an error are searched for
      Given the lab
      And somebody opens index.html of the guide
      When somebody searches the guide for "this token is not known here"
      Then the guide shows "Send the token of the last handshake"

    Scenario: A requirement is searched for by its id
      Given the lab
      And somebody opens index.html of the guide
      When somebody searches the guide for "loc-03"
      Then the guide shows "Serve {locations}"

    Scenario: A refused request of a partner
      Given the lab
      When somebody follows the help of a refused request
      Then the guide shows "HTTP 401, status_code 2000"

    Scenario: A refused request of an operator
      Given the lab
      When somebody follows the help of a refused operator
      Then the guide shows "HTTP 401"
