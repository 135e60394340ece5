Feature: Watching the traffic in the console

  Rule: what partners say appears as they say it

    @TRACE-05
    Scenario: A push arrives and is passed on
      Given operator ABC has an agreement with provider EMP
      And the administrator looks at Traffic in the console
      When ABC publishes the Location
      Then without being reloaded, the console shows the push from ABC and the one to EMP

    @TRACE-04
    Scenario: The way of a push
      Given operator ABC has an agreement with provider EMP
      And the administrator looks at Traffic in the console
      And ABC publishes the Location
      When the administrator opens the push from ABC
      Then the console tells the way of the push: ABC → hub, hub → EMP

    Scenario: The page is opened again
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And the administrator looks at Traffic in the console
      When the administrator loads the page anew
      Then the table of exchanges is filled to its end

    Scenario: The theme changes
      Given operator ABC has an agreement with provider EMP
      And the administrator has the console open
      And ABC publishes the Location
      When the latencies of the overview are drawn
      Then they are drawn in the other theme at once

    Scenario: A push is taken along, and sent again
      Given operator ABC has an agreement with provider EMP
      And the administrator looks at Traffic in the console
      And ABC publishes the Location
      And the administrator opens the push to EMP
      And it can be taken along as JSON, as curl and as a feature
      And it leads to its object, its partner, its agreement and its correlation
      When the administrator sends it to EMP again from there
      Then EMP has the Location twice

  Rule: what is wrong is shown where it is wrong

    Scenario: A field that is missing
      Given operator ABC
      And the administrator looks at Traffic in the console
      And ABC sends a Location whose connector has no voltage
      When the administrator opens the push from ABC
      Then "voltage: is required" is marked at the connector
