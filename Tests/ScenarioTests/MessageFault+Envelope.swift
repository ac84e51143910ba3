import Inbox
import Mail
import Queue

extension MessageFault {
    /// MAIL: only refusals are the message's. All else that goes wrong here is the relay's fault.
    static let mail = [
        MessageFault(.mail, "4yz", .reply(450, "4.2.1", "Later"), .deferred(.recipientBusy)),
        MessageFault(.mail, "5yz", .reply(550, "5.7.1", "Not you"), .settled(.held, .senderRefused)),
        MessageFault(.mail, "5yz for its size", .reply(552, "5.3.4", "Too big"), .settled(.rejected, .messageTooLarge)),
        MessageFault(.mail, "reply split per byte", .splitReply, .accepted),
    ]

    static let rcpt = [
        MessageFault(.rcpt, "421", .reply(421, "4.3.2", "Closing"), .notCounted(.relayBusy)),
        MessageFault(.rcpt, "4yz", .reply(450, "4.2.1", "Later"), .deferred(.recipientBusy)),
        MessageFault(.rcpt, "4yz, mailbox full", .reply(452, "4.2.2", "Full"), .deferred(.mailboxFull)),
        MessageFault(.rcpt, "5yz", .reply(550, "5.1.1", "Unknown"), .settled(.rejected, .recipientUnknown)),
        MessageFault(.rcpt, "drop", .drop, .notCounted(.connectionLost)),
        MessageFault(.rcpt, "reset", .reset, .notCounted(.connectionLost)),
        MessageFault(.rcpt, "hang", .hang, .notCounted(.relayTimedOut)),
        MessageFault(.rcpt, "one byte per second", .slow(.seconds(1)), .notCounted(.relayTimedOut)),
        MessageFault(.rcpt, "garbage", .garbage, .notCounted(.protocolViolation)),
        MessageFault(.rcpt, "a line without end", .overlongLine(4_096), .notCounted(.protocolViolation)),
        MessageFault(.rcpt, "250 then drop", .replyThenDrop, .notCounted(.connectionLost)),
        MessageFault(.rcpt, "reply split per byte", .splitReply, .accepted),
    ]

    static let data = [
        MessageFault(.data, "421", .reply(421, "4.3.2", "Closing"), .notCounted(.relayBusy)),
        MessageFault(.data, "4yz", .reply(450, "4.2.1", "Later"), .deferred(.recipientBusy)),
        MessageFault(.data, "5yz", .reply(554, "5.6.0", "No"), .settled(.rejected, .messageRefused)),
        MessageFault(.data, "drop", .drop, .notCounted(.connectionLost)),
        MessageFault(.data, "reset", .reset, .notCounted(.connectionLost)),
        MessageFault(.data, "hang", .hang, .notCounted(.relayTimedOut)),
        MessageFault(.data, "one byte per second", .slow(.seconds(1)), .notCounted(.relayTimedOut)),
        MessageFault(.data, "garbage", .garbage, .notCounted(.protocolViolation)),
        MessageFault(.data, "250 instead of 354", .reply(250, "2.0.0", "Fine"), .notCounted(.protocolViolation)),
        // The 250 would be taken for the answer to a dot that has not left.
        MessageFault(
            .data, "354 and 250 at once", .raw(Array("354 Go on\r\n250 2.0.0 Thank you\r\n".utf8)), .notCounted(.protocolViolation)),
        MessageFault(.data, "reply split per byte", .splitReply, .accepted),
    ]
}
