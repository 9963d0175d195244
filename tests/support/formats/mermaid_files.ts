/** Diagrams of Mermaid, each with most of what such texts hold. */
export const MERMAID_FILES = {
  sequence: `sequenceDiagram
    title: Signing in
    autonumber
    actor U as User
    participant W as Web<br/>client
    participant S as Auth server
    participant D as Database
    U->>+W: Opens the page
    W->>+S: POST /sign-in
    Note over W,S: Everything goes over TLS
    S->>+D: SELECT user
    D-->>-S: row
    alt password is right
        S-->>W: 200 with token
        loop every 5 minutes
            W->>S: refresh
            S->>S: check the token
        end
    else password is wrong
        S--xW: 401
        Note right of S: The attempt is counted
    end
    deactivate S
    W-)U: shows the board
    deactivate W
    par to mail
        S->>D: log
    and to metrics
        S->D: count
    end
    rect rgb(200, 255, 200)
    U<<->>W: both
    end`,
  class: `classDiagram
    direction TB
    class Animal {
        <<abstract>>
        +int age
        +String gender
        +isMammal() bool
        +mate()*
    }
    class Duck~T~{
        +String beakColor
        +List~int~ eggs
        +swim()
        +quack(int times) void
    }
    class Fish
    Fish : -int sizeInFeet
    Fish : -canEat()
    Animal <|-- Duck
    Animal <|-- Fish
    Duck "1" *-- "many" Egg : lays
    Duck ..|> Flyable
    <<interface>> Flyable
    Pond "1" o-- "0..*" Duck : holds
    Pond --> Fish
    namespace Shapes {
      class Circle {
        radius
      }
      class Square
    }
    Circle .. Square
    note for Duck "can fly<br>can swim"
    style Fish fill:#bbf,stroke:#f66
    callback Fish "x"`,
  state: `stateDiagram-v2
    [*] --> Still
    Still --> [*]
    Still --> Moving : push
    Moving --> Still
    Moving --> Crash : too fast!
    Crash --> [*]
    state "A long description" as Still
    state Moving {
        [*] --> slow
        slow --> fast : accelerate
        fast --> slow : brake
        fast --> [*]
    }
    state fork_state <<fork>>
    Crash --> fork_state
    fork_state --> Call
    fork_state --> Repair
    state if_state <<choice>>
    Repair --> if_state
    if_state --> Still: fixed
    if_state --> Crash : broken
    note right of Crash
        Nobody is hurt
        in this one
    end note
    note left of Still : it rests
    hide empty description`,
  er: `erDiagram
    CUSTOMER ||--o{ ORDER : places
    CUSTOMER {
        string name PK
        string custNumber "the number"
        string sector
    }
    ORDER ||--|{ LINE-ITEM : contains
    ORDER {
        int orderNumber PK, FK
        string deliveryAddress
    }
    LINE-ITEM {
        string productCode
        int quantity
        float pricePerUnit
    }
    CUSTOMER }|..|{ DELIVERY-ADDRESS : uses
    p[Person] |o--|| CUSTOMER : "is a"`,
  mindmap: `mindmap
  root((mindmap))
    Origins
      Long history
      ::icon(fa fa-book)
      Popularisation
        British popular psychology author Tony Buzan
    Research
      On effectiveness<br/>and features
      On Automatic creation
        Uses
            Creative techniques
            Strategic planning
    Tools
      id1[Pen and paper]
      id2{{Mermaid}}
      id3)Cloud(
      id4("rounded, (quoted)")`,
} as const;
