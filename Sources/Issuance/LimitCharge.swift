/// One count against one limit, made in the transaction of what it limits: kept over restarts, never counted by scanning.
package struct LimitCharge: Hashable, Sendable {
    /// The configuration's name: `per_recipient_per_minute`.
    package let limit: String
    /// HMAC of what is limited (address and kind, key, officer, municipality). Charges with the same one are counted together.
    package let subject: [UInt8]
    package let window: LimitWindow
    /// The most in one window, at least 1.
    package let maximum: Int

    package init(limit: String, subject: [UInt8], window: LimitWindow, maximum: Int) {
        self.limit = limit
        self.subject = subject
        self.window = window
        self.maximum = maximum
    }
}
