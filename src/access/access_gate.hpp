#pragma once

#include "access/authorization.hpp"
#include "access/credential_check.hpp"
#include "access/gate.hpp"

namespace muster {

/// The gate over a store. A user of several accounts is admitted by Basic to the first of them; sessions say which. Any thread.
class AccessGate final : public Gate {
public:
    explicit AccessGate(CredentialCheck& check) : check_{check} {}
    Result<Caller> admit(Credentials const& credentials) override;

private:
    using Entry = AdmissionCache::Entry;
    Result<Caller> known_or_asked(Presented const& presented, std::string const& peer);
    Result<Entry> ask(Presented const& presented, std::string const& peer, Instant now);
    Result<Entry> by_key(std::string const& secret, Instant now);
    Result<Entry> by_password(std::string const& pair, std::string const& peer, Instant now);
    Result<Entry> by_session(Presented const& presented, Instant now);
    template <class Act>
    void write_down(Act act);

    CredentialCheck& check_;
};

} // namespace muster
