@cpo @writes
Feature: Commands to an operator
  What can be said about commands without moving a charge point, and with the option --at what a charge point does.

  Rule: a command is understood or refused

    @CMD-01
    Scenario Outline: <command> is a command
      Given it offers commands
      When we command <command> at a place that nobody knows
      Then the command itself is known

      Examples:
        | command          |
        | RESERVE_NOW      |
        | START_SESSION    |
        | STOP_SESSION     |
        | UNLOCK_CONNECTOR |

    @CMD-02
    Scenario: A command that is none gets HTTP 404
      Given it answers commands
      When we send POST commands/MAKE_COFFEE with {}
      Then it answers HTTP 404

    @CMD-03
    Scenario Outline: <method> is not for commands
      Given it answers commands
      When we send <method> commands/START_SESSION with {}
      Then it answers HTTP 405

      Examples:
        | method |
        | GET    |
        | PUT    |
        | DELETE |

    @CMD-04
    Scenario: The answer is an object
      Given it answers commands
      When we command STOP_SESSION at a place that nobody knows
      Then the data is a valid CommandResponse, if it takes it

    @CMD-06
    Scenario Outline: <command> without <field> is refused
      Given it answers commands
      When we command <command> without <field>
      Then the command is refused

      Examples:
        | command          | field          |
        | START_SESSION    | token          |
        | START_SESSION    | location_id    |
        | START_SESSION    | response_url   |
        | RESERVE_NOW      | reservation_id |
        | RESERVE_NOW      | expiry_date    |
        | STOP_SESSION     | session_id     |
        | UNLOCK_CONNECTOR | location_id    |

    @CMD-21
    Scenario Outline: UNLOCK_CONNECTOR needs <field>
      Given it answers commands
      When we command UNLOCK_CONNECTOR without <field>
      Then the command is refused

      Examples:
        | field        |
        | evse_uid     |
        | connector_id |

    @TRANS-22
    Scenario: What is missing in a command is told by 2001
      Given it answers commands
      When we command STOP_SESSION without session_id
      Then the command is answered with status code 2001, if it is refused

    @CMD-07
    Scenario Outline: <command> at an unknown Location gets 2003
      Given it answers commands
      When we command <command> at a place that nobody knows
      Then the command is answered with status code 2003

      Examples:
        | command          |
        | START_SESSION    |
        | RESERVE_NOW      |
        | UNLOCK_CONNECTOR |

    @CMD-08
    Scenario: START_SESSION at an unknown EVSE of a known Location is rejected
      Given it lists a Location with an EVSE and a Connector
      And it answers commands
      When we command START_SESSION at its Location, at an EVSE that nobody knows
      Then the command is answered with REJECTED

    @CMD-09
    Scenario: STOP_SESSION of an unknown Session
      Given it offers commands
      When we command STOP_SESSION at a place that nobody knows
      Then the command is answered with UNKNOWN_SESSION

  Rule: at the place for commands a charge point obeys

    @CMD-23
    Scenario: The token of a command need not be known
      Given a place for commands
      When we start a session there
      Then the command is answered with ACCEPTED

    @CMD-11
    Scenario: The answer did not wait for the result
      Given we have started a session
      When we wait for the result
      Then the result came after the answer

    @CMD-14
    Scenario: The result comes where it was asked for, query included
      Given we have started a session
      When we wait for the result
      Then it came at the URL we gave, to the letter

    @CMD-15
    Scenario: The result carries the token we gave
      Given we have started a session
      When we wait for the result
      Then it carried the token we gave the partner

    @CMD-22
    Scenario: A Session follows, of the contract in the command
      Given we have started a session
      When we wait for its Session
      Then it has the auth_id of our token

    @SES-14
    Scenario: The Session names the contract, not the card
      Given we have started a session
      When we wait for its Session
      Then it has the auth_id of our token

    @SES-19
    Scenario: A Session begins as PENDING or ACTIVE
      Given we have started a session
      When we wait for its Session
      Then it has begun as PENDING or ACTIVE

    @EXT-12
    Scenario: The Session carries the reference of the command
      Given we have started a session
      When we wait for its Session
      Then it carries our authorization_reference

    @EXT-17
    Scenario: The Session says that it began by command
      Given we have started a session
      When we wait for its Session
      Then its auth_method is COMMAND

    @CP-03
    Scenario: An unknown Session has no charging profile
      Given it offers chargingprofiles
      When we ask for the charging profile of a Session that nobody knows
      Then the profile request is answered with UNKNOWN_SESSION

    @CP-04
    Scenario Outline: A charging profile is not asked for without <field>
      Given it offers chargingprofiles
      When we ask for the charging profile of a Session that nobody knows, without <field>
      Then it answers with status code 2001

      Examples:
        | field        |
        | duration     |
        | response_url |

    @CP-05
    Scenario: A charging profile without a unit is refused
      Given it offers chargingprofiles
      When we set a charging profile without charging_rate_unit
      Then it answers with status code 2001

    @CP-18
    Scenario: POST is not for charging profiles
      Given it offers chargingprofiles
      When we send POST chargingprofiles/NO-SUCH-SESSION with {}
      Then it answers HTTP 405

    @CP-02
    Scenario: A charging profile is answered with a result and a timeout
      Given it offers chargingprofiles
      And we have started a session
      And its Session has come
      When we ask for the charging profile of that Session
      Then the data is a valid ChargingProfileResponse

    @SES-17
    Scenario: The end of a Session is told
      Given we have started a session
      And its Session has come
      When we stop the session
      Then its Session ends as COMPLETED

    @SES-15
    Scenario: A Session that is over changes no more
      Given our session is over
      When a moment has passed
      Then nothing has come about it after its end

    @EXT-13
    Scenario: The CDR carries the reference of the command
      Given our session is over
      When we wait for its CDR
      Then it carries our authorization_reference

    @CMD-12
    Scenario: One result follows
      Given we have started a session
      When we wait for the result
      Then exactly one result has come, a valid CommandResponse

    @CMD-13
    Scenario: What was not accepted has no result
      Given a command was answered, but not accepted
      When a moment has passed
      Then no result of that command has come
