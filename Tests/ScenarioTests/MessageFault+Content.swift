import Inbox
import Mail
import Queue

extension MessageFault {
    /// A message of the usual size has left, dot included, before its first octet is read: to the client a loss here is one after the dot.
    static let body = [
        MessageFault(.body, "421 before the end", .reply(421, "4.3.2", "Closing"), .notCounted(.relayBusy)),
        MessageFault(.body, "4yz before the end", .reply(452, "4.2.2", "Full"), .deferred(.mailboxFull)),
        MessageFault(.body, "5yz before the end", .reply(554, "5.6.0", "No"), .settled(.rejected, .messageRefused)),
        MessageFault(.body, "drop", .drop, .inDoubt(copies: 1)),
        MessageFault(.body, "reset", .reset, .inDoubt(copies: 1)),
        MessageFault(.body, "hang", .hang, .inDoubt(copies: 1)),
        MessageFault(.body, "garbage", .garbage, .inDoubt(copies: 2)),
        MessageFault(large: "drop", .drop, .notCounted(.connectionLost)),
        MessageFault(large: "reset", .reset, .notCounted(.connectionLost)),
        MessageFault(large: "5yz before the end", .reply(552, "5.3.4", "Too big"), .settled(.rejected, .messageTooLarge)),
    ]

    static let finalDot = [
        MessageFault(.finalDot, "421", .reply(421, "4.3.2", "Closing"), .notCounted(.relayBusy)),
        MessageFault(.finalDot, "4yz", .reply(450, "4.2.1", "Later"), .deferred(.recipientBusy)),
        MessageFault(.finalDot, "5yz", .reply(554, "5.6.0", "No"), .settled(.rejected, .messageRefused)),
        MessageFault(.finalDot, "drop, not accepted", .drop, .inDoubt(copies: 1)),
        MessageFault(.finalDot, "drop, accepted", .acceptThenDrop, .inDoubt(copies: 2)),
        MessageFault(.finalDot, "reset", .reset, .inDoubt(copies: 1)),
        MessageFault(.finalDot, "hang", .hang, .inDoubt(copies: 1)),
        MessageFault(.finalDot, "one byte per second, accepted", .slow(.seconds(1)), .inDoubt(copies: 2)),
        MessageFault(.finalDot, "garbage", .garbage, .inDoubt(copies: 1)),
        MessageFault(.finalDot, "354", .reply(354, nil, "Go on"), .inDoubt(copies: 1)),
        MessageFault(.finalDot, "reply split per byte", .splitReply, .accepted),
        MessageFault(.finalDot, "250 then drop", .replyThenDrop, .accepted),
    ]
}
