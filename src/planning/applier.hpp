#pragma once

#include "planning/overlay.hpp"
#include "profile/apply.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace muster {

/// Tag names as ids. A name that the account does not have gets a provisional id below zero, in the order of asking, so that planning
/// can compare and count without writing.
class TagNames {
public:
    explicit TagNames(std::span<Tag const> known);
    TagId id_of(std::string_view name);
    /// Notes that a record which is applied gives the tag; of known ones nothing needs to be noted.
    void use(TagId id, std::string_view name);
    struct NewTag {
        TagId provisional{};
        std::string name{}; ///< as the first record that is applied spells it
    };
    /// The unknown ones that were used, in the order of their first use: what has to be created.
    std::vector<NewTag> const& used() const { return used_; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const noexcept { return std::hash<std::string_view>{}(name); }
    };
    std::unordered_map<std::string, TagId, Hash, std::equal_to<>> ids_{}; ///< by exact name, then by folded one
    std::int64_t provisional_{};
    std::unordered_set<TagId> is_used_{};
    std::vector<NewTag> used_{};
};

/// A record on its way to the store, with the profiles that its identifiers' keys hit.
struct RecordInput {
    std::uint32_t ordinal{};
    Record* record{};                  ///< a created profile takes its values and contacts over
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

    /// Applies a batch in its order. `take` may move the change out of what it is given, and `after` of a created profile; what it leaves
    /// of the latter goes back into the record. Profiles created are not in the overlay: nothing of the same file can meet them, because
    /// records that share an identifier are one.
    Result<void> apply_batch(std::span<RecordInput const> batch, Profiles& profiles, Take const& take);
    /// Its two halves. First the stored profiles that a batch hits are made known, then one record after the other is applied.
    Result<void> meet(std::span<RecordInput const> batch, Profiles& profiles);
    Result<void> apply(RecordInput const& input, Take const& take);
    /// What apply() comes to for a record that hits nobody, from its outline; no profile is made. Outlines of one reader only.
    Admission admit(RecordOutline const& record);
    Overlay& overlay() { return overlay_; }
    ApplyRules const& rules() const { return rules_; }

private:
    void find_matched(RecordInput const& input);
    void name_tags(std::vector<std::string> const& names);
    void use_tags(std::vector<std::string> const& names);
    AppliedRecord apply_one(RecordInput const& input);
    struct NamedTags {
        std::vector<TagId> ids{};
        bool is_named{}, is_used{};
    };
    NamedTags& named(TagList const& list);
    void keep(Applied& applied);
    Target const& target_;
    ApplyRules rules_;
    TagNames& tags_;
    Overlay overlay_;
    // of the record in work; here to be used again
    std::vector<Profile const*> matched_{};
    std::vector<TagId> tag_ids_{};
    std::vector<NamedTags> named_tags_{}; ///< of outlines, by the numbers of their lists
};

} // namespace muster
