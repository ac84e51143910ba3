import Glibc
import NIOCore

/// One session: says yes to everything, with PIPELINING. The number of a code is read from its recipient, `c<number>@…`.
final class LatencySession: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What follows the end of the last line.
    private static let dot = Array(".\r\n".utf8)

    private let arrivals: Arrivals
    private let clock: BenchClock
    private var input = ByteBuffer()
    private var output = ByteBuffer()
    private var isContent = false
    private var code: Int?

    init(arrivals: Arrivals, clock: BenchClock) {
        self.arrivals = arrivals
        self.clock = clock
    }

    func channelActive(context: ChannelHandlerContext) {
        output.writeString("220 sink ESMTP\r\n")
        flush(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var octets = unwrapInboundIn(data)
        input.writeBuffer(&octets)
        while isContent ? takeContent() : takeCommand() {}
        input.discardReadBytes()
        flush(context)
    }

    private func flush(_ context: ChannelHandlerContext) {
        guard output.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(output), promise: nil)
        output = ByteBuffer()
    }

    /// `false` when no whole line is there.
    private func takeCommand() -> Bool {
        guard let length = input.readableBytesView.firstIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 - input.readerIndex }),
            let line = input.readString(length: length)
        else { return false }
        switch line.prefix(4).uppercased() {
        case "EHLO": output.writeString("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 DSN\r\n")
        case "RCPT":
            code = Self.number(in: line)
            output.writeString("250 2.1.5 Ok\r\n")
        case "DATA":
            isContent = true
            output.writeString("354 End data with <CR><LF>.<CR><LF>\r\n")
        case "QUIT": output.writeString("221 2.0.0 Bye\r\n")
        default: output.writeString("250 2.0.0 Ok\r\n")
        }
        return true
    }

    /// `false` when the final dot is not there.
    private func takeContent() -> Bool {
        guard let length = input.withUnsafeReadableBytes(Self.contentEnd) else {
            // What cannot be part of the dot is not looked at again.
            input.moveReaderIndex(forwardBy: max(0, input.readableBytes - Self.dot.count))
            return false
        }
        input.moveReaderIndex(forwardBy: length)
        isContent = false
        arrivals.accepted(code, at: clock.monotonic)
        output.writeString("250 2.0.0 Ok\r\n")
        return true
    }

    /// How many octets end with the final dot; `nil` when it is not there.
    private static func contentEnd(_ octets: UnsafeRawBufferPointer) -> Int? {
        guard let start = octets.baseAddress else { return nil }
        var place = 0
        while let found = memchr(start + place, Int32(UInt8(ascii: "\n")), octets.count - place) {
            place = UnsafeRawPointer(found) - start + 1
            guard octets.count - place >= dot.count else { return nil }
            if octets[place..<(place + dot.count)].elementsEqual(dot) { return place + dot.count }
        }
        return nil
    }

    private static func number(in line: String) -> Int? {
        guard let start = line.firstRange(of: "<c")?.upperBound else { return nil }
        return Int(line[start...].prefix { $0 != "@" })
    }
}
