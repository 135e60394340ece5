Feature: Lists
  Pages, totals and filters, the same for every module that has a list.

  Rule: a list comes in pages

    @TRANS-26 @needs-CRED-09
    Scenario Outline: A list of <module> takes offset and limit
      Given it offers <module>
      When we send GET <module>?{all}offset=0&limit=1
      Then it takes it

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-11
    Scenario Outline: The data of a list of <module> is a list
      Given it offers <module>
      When we send GET <module>?{all}limit=1
      Then the data is a list, if it is a success

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-27
    Scenario Outline: A page of <module> is not longer than its limit
      Given it lists at least 2 <module>
      When we send GET <module>?{all}limit=1
      Then the data is a list of at most 1

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-28
    Scenario Outline: X-Total-Count tells how many <module> there are
      Given it lists at least 1 <module>
      When we send GET <module>?{all}limit=1
      Then X-Total-Count is the number of objects in the whole list

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-28
    Scenario Outline: X-Total-Count counts all <module> that match a filter, not those of the page
      Given it lists at least 2 <module>
      When we send GET <module>?date_from=2000-01-01T00:00:00Z&date_to=2126-01-01T00:00:00Z&limit=1
      Then X-Total-Count is the number of objects in the whole list

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-29
    Scenario Outline: X-Limit tells the bound of a page of <module>
      Given it lists at least 1 <module>
      When we send GET <module>?{all}limit=1
      Then X-Limit is at most 1 and not less than the page

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-29
    Scenario Outline: X-Limit is no smaller on the last page of <module>
      Given it shows 2 <module> on a page
      When we send GET <module>?{all}offset={last}&limit=2
      Then X-Limit is 2, if it is there

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-30
    Scenario Outline: While more <module> follow there is a next link
      Given it lists at least 2 <module>
      When we send GET <module>?{all}limit=1
      Then there is a next link

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-31
    Scenario Outline: The last page of <module> has no next link
      Given it lists at least 1 <module>
      When we send GET <module>?{all}offset={last}&limit=1
      Then there is no next link

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-32
    Scenario Outline: A next link of <module> is absolute, keeps the filter and names offset and limit
      Given it lists at least 2 <module>
      When we send GET <module>?date_from=2000-01-01T00:00:00Z&date_to=2126-01-01T00:00:00Z&limit=1
      Then the next link, if there is one, is absolute, keeps both dates, and goes on at offset 1

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-33
    Scenario Outline: Behind the end of <module> there is an empty list
      Given it lists at least 1 <module>
      When we send GET <module>?{all}offset=100000000
      Then the data is an empty list, with success

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-34
    Scenario Outline: <parameter> is no page of <module>
      Given it lists at least 1 <module>
      When we send GET <module>?{all}<parameter>
      Then it answers with status code 2001

      @cpo
      Examples:
        | module    | parameter  |
        | locations | offset=-1  |
        | locations | limit=0    |
        | locations | limit=many |

      @emsp
      Examples:
        | module | parameter  |
        | tokens | offset=-1  |
        | tokens | limit=0    |
        | tokens | limit=many |

    @TRANS-35
    Scenario Outline: A page of <module> is the same when it is read again
      Given it lists at least 2 <module>
      When we send GET <module>?{all}limit=2 twice
      Then both answers hold the same objects in the same order

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-35
    Scenario Outline: A walk through all pages of <module> meets every object once
      Given it lists at least 2 <module>
      When we walk the pages of <module> with a limit of its own
      Then every object has come once

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |

      @emsp
      Examples:
        | module |
        | tokens |

  Rule: a list can be asked for what has changed

    @TRANS-33
    Scenario Outline: Of <module> changed in a hundred years there are none
      Given it lists at least 1 <module>
      When we send GET <module>?date_from=2126-01-01T00:00:00Z
      Then the data is an empty list, with success
      And X-Total-Count is 0, if it is there

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-41
    Scenario Outline: A list of <module> from a date holds what has changed after it
      Given it lists <module> that changed at different times
      When we send GET <module>?date_from={middle}
      Then the list holds exactly what has changed after the middle, and perhaps at it

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-41
    Scenario Outline: A list of <module> up to a date holds what has changed before it
      Given it lists <module> that changed at different times
      When we send GET <module>?date_from=2000-01-01T00:00:00Z&date_to={middle}
      Then the list holds exactly what has changed before the middle, and perhaps at it

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | sessions  |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-39
    Scenario Outline: date_from includes its own instant in <module>
      Given it lists at least 1 <module>
      When we send GET <module>?date_from={newest}
      Then the list holds the newest object

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-40
    Scenario Outline: date_to excludes its own instant in <module>
      Given it lists at least 1 <module>
      When we send GET <module>?date_from=2000-01-01T00:00:00Z&date_to={oldest}
      Then the list does not hold the oldest object

      @cpo
      Examples:
        | module    |
        | locations |
        | tariffs   |
        | cdrs      |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-61
    Scenario Outline: A date without Z is understood in <module>
      Given it lists at least 1 <module>
      When we send GET <module>?date_from=2000-01-01T00:00:00&limit=1
      Then it takes it

      @cpo
      Examples:
        | module    |
        | locations |
        | sessions  |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-63
    Scenario Outline: A date with fractions of a second is understood in <module>
      Given it lists at least 1 <module>
      When we send GET <module>?date_from=2000-01-01T00:00:00.500Z&limit=1
      Then it takes it

      @cpo
      Examples:
        | module    |
        | locations |

      @emsp
      Examples:
        | module |
        | tokens |

    @TRANS-22
    Scenario Outline: What is no date is told by 2001 in <module>
      Given it lists at least 1 <module>
      When we send GET <module>?date_from=yesterday
      Then it answers with status code 2001

      @cpo
      Examples:
        | module    |
        | locations |

      @emsp
      Examples:
        | module |
        | tokens |
