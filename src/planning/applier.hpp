#pragma once

#include "planning/overlay.hpp"
#include "profile/apply.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace muster {

/// Tag names as ids. A name that the account does not have gets a provisional id below zero, in the order of asking, so that planning
/// can compare and count without writing.
class TagNames {
public:
    explicit TagNames(std::span<Tag const> known);
    TagId id_of(std::string_view name);
    /// Names with provisional ids -1, -2, ...
    std::vector<std::string> const& unknown() const { return unknown_; }
    std::string_view name_of(TagId id) const;

private:
    std::unordered_map<std::string, TagId> ids_{}; ///< by exact name, then by folded one
    std::unordered_map<TagId, std::string> names_{};
    std::vector<std::string> unknown_{};
};

/// A record on its way to the store, with the profiles that its identifiers' keys hit.
struct RecordInput {
    std::uint32_t ordinal{};
    Record const* record{};
    std::span<ProfileId const> hits{}; ///< ascending
};

/// What applying it gives.
struct AppliedRecord {
    Applied applied{};
    std::vector<ProfileId> matched{}; ///< stored profiles that it really met, ascending
    std::uint64_t fingerprint{};      ///< of whom it met and in which versions: what drift compares; 0 = nobody
};

/// Applies records one after the other over an overlay: the one road to an outcome, for plans and for commits. One thread.
class Applier {
public:
    using Take = std::function<Result<void>(RecordInput const&, AppliedRecord&)>;
    Applier(Target const& target, AccountId account, ApplyRules rules, TagNames& tags);

    /// Applies a batch in its order; `take` may move from what it is given. Profiles created are not in the overlay: nothing of the same
    /// file can meet them, because records that share an identifier are one.
    Result<void> apply_batch(std::span<RecordInput const> batch, Profiles& profiles, Take const& take);
    Overlay& overlay() { return overlay_; }
    ApplyRules const& rules() const { return rules_; }

private:
    void find_matched(RecordInput const& input, std::vector<Profile const*>& matched) const;
    Target const& target_;
    ApplyRules rules_;
    TagNames& tags_;
    Overlay overlay_;
};

} // namespace muster
