#include "access/password_hasher.hpp"

#include "base/text.hpp"

namespace muster {

namespace {

/// Hashes what the user typed, whatever keyboard composed it: NFC (NIST SP 800-63B, 5.1.1.2).
std::string typed(std::string_view password) { return text::is_utf8(password) ? text::to_nfc(password) : std::string{password}; }

} // namespace

/// One of the running; leaves when it goes.
class PasswordHasher::Turn {
public:
    explicit Turn(PasswordHasher& hasher) : hasher_{hasher} {}
    Turn(Turn const&) = delete;
    Turn& operator=(Turn const&) = delete;
    ~Turn() { hasher_.leave(); }

private:
    PasswordHasher& hasher_;
};

PasswordHasher::PasswordHasher()
{
    Result<std::string> hash = argon2id(draw_secret());
    if (hash) { decoy_ = *std::move(hash); } // without it an unknown user is refused sooner; still refused
}

Result<void> PasswordHasher::enter()
{
    std::unique_lock lock{mutex_};
    if (running_ >= most_running) {
        if (waiting_ >= most_waiting) {
            return Error{ErrorKind::unavailable, "SIGN_INS_BUSY", "Too many people sign in at this moment. Try again in a few seconds."};
        }
        ++waiting_;
        free_.wait(lock, [this] { return running_ < most_running; });
        --waiting_;
    }
    ++running_;
    return {};
}

void PasswordHasher::leave()
{
    {
        std::lock_guard const lock{mutex_};
        --running_;
    }
    free_.notify_one();
}

Result<std::string> PasswordHasher::hash(std::string_view password)
{
    TRY(enter());
    Turn const turn{*this};
    return argon2id(typed(password));
}

Result<PasswordMatch> PasswordHasher::match(std::string const& hash, std::string_view password)
{
    TRY(enter());
    Turn const turn{*this};
    PasswordMatch const match = argon2id_match(hash.empty() ? decoy_ : hash, typed(password));
    return hash.empty() ? PasswordMatch::no : match;
}

} // namespace muster
