@cpo
Feature: What an operator publishes
  Locations, Tariffs, Sessions and CDRs as an operator lists them, and what it must not let a provider do.

  Rule: Locations can be read as a whole and in parts

    @LOC-01
    Scenario: The list holds Locations that keep the tables of 2.1.1
      Given it lists at least 1 locations
      Then every Location it lists is valid

    @LOC-02
    Scenario: A Location can be read by its id
      Given it lists a Location with an EVSE and a Connector
      When we send GET locations/{location}
      Then the data is that Location as listed

    @LOC-03
    Scenario: An EVSE can be read by its uid
      Given it lists a Location with an EVSE and a Connector
      When we send GET locations/{location}/{evse}
      Then the data is that EVSE as listed

    @LOC-04
    Scenario: A Connector can be read by its id
      Given it lists a Location with an EVSE and a Connector
      When we send GET locations/{location}/{evse}/{connector}
      Then the data is that Connector as listed

    @LOC-05 @needs-LOC-02
    Scenario Outline: <what> is nowhere
      Given it lists a Location with an EVSE and a Connector
      When we send GET locations/<path>
      Then it answers HTTP 404

      Examples:
        | what                 | path                      |
        | An unknown Location  | NO-SUCH-LOCATION          |
        | An unknown EVSE      | {location}/NO-SUCH-EVSE   |
        | An unknown Connector | {location}/{evse}/NO-SUCH |

    @TRANS-59 @needs-LOC-02
    Scenario: Ids of Locations are case-sensitive
      Given it lists a Location whose id changes with its case
      When we send GET locations/{swapped}
      Then it does not show it

    @TRANS-59 @needs-LOC-03
    Scenario: Uids of EVSEs are case-sensitive
      Given it lists an EVSE whose uid changes with its case
      When we send GET locations/{location}/{swapped}
      Then it does not show it

    @LOC-20
    Scenario: An EVSE that was removed can still be read
      Given it lists a Location with an EVSE of status REMOVED
      When we send GET locations/{location}/{evse}
      Then the data has status "REMOVED"

    @LOC-09
    Scenario: Locations without an EVSE in use are not listed
      Given it lists at least 1 locations
      Then every Location it lists has an EVSE that is not REMOVED

    @LOC-06
    Scenario: No EVSE is newer than its Location
      Given it lists a Location with an EVSE and a Connector
      Then no EVSE it lists is newer than its Location

    @LOC-07
    Scenario: No Connector is newer than its EVSE
      Given it lists a Location with an EVSE and a Connector
      Then no Connector it lists is newer than its EVSE

    @LOC-25
    Scenario: Every EVSE has a Connector
      Given it lists at least 1 locations
      Then every EVSE it lists has a Connector

    @LOC-26
    Scenario: Connectors of an EVSE have different ids
      Given it lists a Location with an EVSE and a Connector
      Then the Connectors of every EVSE it lists have different ids

    @LOC-27
    Scenario: Coordinates have six decimals
      Given it lists at least 1 locations
      Then the coordinates of every Location it lists have six decimals

    @LOC-29
    Scenario: Countries have three letters
      Given it lists at least 1 locations
      Then the country of every Location it lists has three letters

    @LOC-31
    Scenario: Opening hours are times of a day, in order
      Given it lists a Location with opening hours
      Then the opening hours of every Location it lists are times of a day, in order

    @TRANS-62
    Scenario Outline: Times in <module> end in Z and have whole seconds
      Given it lists at least 1 <module>
      Then every time in its <module> ends in Z and has whole seconds

      Examples:
        | module    |
        | locations |
        | tariffs   |

    @LOC-08 @writes
    Scenario Outline: <method> changes no Location
      Given it lists a Location with an EVSE and a Connector
      When we send <method> locations/{location} with {}
      Then it answers HTTP 405

      Examples:
        | method |
        | POST   |
        | PUT    |
        | PATCH  |
        | DELETE |

  Rule: Tariffs

    @TAR-01
    Scenario: The list holds Tariffs that keep the tables of 2.1.1
      Given it lists at least 1 tariffs
      Then every Tariff it lists is valid

    @TAR-10
    Scenario: Times of day in Tariffs exist
      Given it lists a Tariff with times of day
      Then the times of day of every Tariff it lists exist

    @TAR-11
    Scenario: Dates in Tariffs are dates
      Given it lists a Tariff with dates
      Then the dates of every Tariff it lists are dates

    @TAR-02 @writes
    Scenario Outline: <method> changes no Tariff
      Given it lists at least 1 tariffs
      When we send <method> tariffs with {}
      Then it answers HTTP 405

      Examples:
        | method |
        | POST   |
        | PUT    |
        | DELETE |

  Rule: Sessions

    @SES-01
    Scenario: The list holds Sessions that keep the tables of 2.1.1
      Given it lists at least 1 sessions
      Then every Session it lists is valid

    @SES-02
    Scenario: Sessions are listed from a date only
      Given it offers sessions
      When we send GET sessions
      Then it answers with status code 2001

    @SES-11
    Scenario: The times of a Session have their own names
      Given it lists at least 1 sessions
      Then every Session it lists has start_datetime and not start_date_time

    @SES-12
    Scenario: A Session shows the EVSE and Connector in use, and no others
      Given it lists at least 1 sessions
      Then every Session it lists has at most one EVSE with one Connector

    @SES-10 @writes
    Scenario Outline: <method> changes no Session
      Given it offers sessions
      When we send <method> sessions with {}
      Then it answers HTTP 405

      Examples:
        | method |
        | POST   |
        | PUT    |
        | DELETE |

  Rule: CDRs

    @CDR-01
    Scenario: The list holds CDRs that keep the tables of 2.1.1
      Given it lists at least 1 cdrs
      Then every CDR it lists is valid

    @CDR-13
    Scenario: The times of a CDR have their own names
      Given it lists at least 1 cdrs
      Then every CDR it lists has start_date_time and not start_datetime

    @CDR-15
    Scenario: The totals of a CDR agree with its periods
      Given it lists at least 1 cdrs
      Then the totals of every CDR it lists agree with its periods

    @CDR-02 @writes
    Scenario Outline: <method> changes no CDR
      Given it offers cdrs
      When we send <method> cdrs with {}
      Then it answers HTTP 405

      Examples:
        | method |
        | POST   |
        | PUT    |
        | DELETE |
