@own-hub
Feature: The pages of the console

  Rule: everybody can use every page

    Scenario Outline: <page> by day and by night, on a desk and on a phone
      Given the lab
      When the administrator opens <page> in the console
      Then it shows <sign>
      And it is accessible in both themes, and fits on a phone

      Examples:
        | page               | sign                      |
        | Overview           | Who exchanges with whom   |
        | Connections        | Simulated CPO             |
        | the CPO            | Pull everything           |
        | a new connection   | Make the token            |
        | Agreements         | In force                  |
        | Traffic            | /sessions/                |
        | an exchange        | From the first sender     |
        | Objects            | Olympiapark               |
        | a Location         | Has the newest            |
        | Held               | Nothing is held           |
        | Why not arrived?   | It has arrived            |
        | Simulators         | Charging now              |

  Rule: the keyboard is enough

    Scenario: From the top to a page and back
      Given the lab
      And the administrator has the console open
      When the administrator goes to Agreements by keyboard alone
      Then the heading Agreements has the focus
      And an agreement can be opened and closed by keyboard alone
      And a ring is drawn around what the keyboard has reached, and around nothing that was clicked
