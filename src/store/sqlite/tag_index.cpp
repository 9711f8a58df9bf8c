#include "store/sqlite/tag_index.hpp"

#include <algorithm>
#include <bitset>
#include <limits>
#include <map>
#include <unordered_map>

namespace muster::sqlite {

namespace {

constexpr unsigned block_bits = 12;
constexpr std::size_t ids_per_block = std::size_t{1} << block_bits;
constexpr std::size_t bitmap_bytes = ids_per_block / 8;
/// Below it a list of two bytes each is shorter than the bitmap; so the size tells the form.
constexpr std::size_t listed_members = bitmap_bytes / 2;

using Members = std::bitset<ids_per_block>;

std::int64_t block_of(ProfileId id) { return id.value >> block_bits; }
std::size_t place_of(ProfileId id) { return static_cast<std::size_t>(id.value) & (ids_per_block - 1); }
ProfileId id_at(std::int64_t block, std::size_t place) { return ProfileId{(block << block_bits) | static_cast<std::int64_t>(place)}; }

/// False when the bytes are none of ours.
bool unpack_members(std::string_view bytes, Members& members)
{
    members.reset();
    auto const at = [&](std::size_t index) { return static_cast<std::uint8_t>(bytes[index]); };
    if (bytes.size() == bitmap_bytes) {
        for (std::size_t place = 0; place < ids_per_block; ++place) {
            members.set(place, ((unsigned{at(place / 8)} >> (place % 8)) & 1U) != 0);
        }
        return true;
    }
    if (bytes.size() > bitmap_bytes || bytes.size() % 2 != 0) { return false; }
    for (std::size_t index = 0; index < bytes.size(); index += 2) {
        std::size_t const place = std::size_t{at(index)} + std::size_t{at(index + 1)} * 256;
        if (place >= ids_per_block) { return false; }
        members.set(place);
    }
    return true;
}

void pack_members(Members const& members, std::string& bytes)
{
    bytes.clear();
    if (members.count() >= listed_members) {
        bytes.resize(bitmap_bytes);
        for (std::size_t place = 0; place < ids_per_block; ++place) {
            if (members.test(place)) {
                bytes[place / 8] = static_cast<char>(static_cast<unsigned char>(bytes[place / 8]) | (1U << (place % 8)));
            }
        }
        return;
    }
    for (std::size_t place = members._Find_first(); place < ids_per_block; place = members._Find_next(place)) {
        bytes.push_back(static_cast<char>(place & 0xFFU));
        bytes.push_back(static_cast<char>(place >> 8U));
    }
}

Error damaged_block()
{
    return {ErrorKind::unreadable, "STORE_DAMAGED", "The store's tags are damaged. Run muster check, then restore a backup."};
}

/// The three statements that change a block.
class BlockWriter {
public:
    static Result<BlockWriter> create(Connection& connection, AccountId account, Target const& target)
    {
        TRY_ASSIGN(Statement load,
                   connection.prepare("SELECT members FROM tag_member WHERE account = ? AND tag = ? AND target = ? AND block = ?"));
        TRY_ASSIGN(Statement save,
                   connection.prepare("INSERT INTO tag_member(account, tag, target, block, count, members) VALUES (?, ?, ?, ?, ?, ?) "
                                      "ON CONFLICT DO UPDATE SET count = excluded.count, members = excluded.members"));
        TRY_ASSIGN(Statement remove,
                   connection.prepare("DELETE FROM tag_member WHERE account = ? AND tag = ? AND target = ? AND block = ?"));
        return BlockWriter{account, target.number, std::move(load), std::move(save), std::move(remove)};
    }

    /// Changes of one tag and one block.
    Result<void> change(std::span<TagChange const> changes)
    {
        TagId const tag = changes.front().tag;
        std::int64_t const block = block_of(changes.front().profile);
        load_.bind(account_.value).bind(tag.value).bind(target_).bind(block);
        Members members;
        bool const sound = !load_.next() || unpack_members(load_.blob(0), members);
        TRY(load_.finish());
        if (!sound) { return damaged_block(); }
        for (TagChange const& change : changes) { members.set(place_of(change.profile), change.kind == TagChange::Kind::added); }
        if (members.none()) { return remove_.bind(account_.value).bind(tag.value).bind(target_).bind(block).run(); }
        pack_members(members, bytes_);
        save_.bind(account_.value).bind(tag.value).bind(target_).bind(block).bind(static_cast<std::int64_t>(members.count()));
        return save_.bind_blob(bytes_).run();
    }

private:
    BlockWriter(AccountId account, std::int64_t target, Statement load, Statement save, Statement remove)
        : account_{account}, target_{target}, load_{std::move(load)}, save_{std::move(save)}, remove_{std::move(remove)}
    {
    }

    AccountId account_;
    std::int64_t target_;
    Statement load_, save_, remove_;
    std::string bytes_{};
};

} // namespace

namespace {

/// The changes of each tag, which usually come in the order of profiles: so only tags need to be sorted.
std::map<TagId, std::vector<TagChange>> by_tag(std::span<TagChange const> changes)
{
    std::map<TagId, std::vector<TagChange>> lists;
    std::unordered_map<TagId, std::vector<TagChange>*> known;
    for (TagChange const& change : changes) {
        std::vector<TagChange>*& list = known[change.tag];
        if (list == nullptr) { list = &lists[change.tag]; }
        list->push_back(change);
    }
    for (auto& [tag, list] : lists) {
        if (!std::is_sorted(list.begin(), list.end())) { std::sort(list.begin(), list.end()); }
    }
    return lists;
}

} // namespace

Result<void> change_members(Connection& connection, AccountId account, Target const& target, std::span<TagChange const> changes)
{
    if (changes.empty()) { return {}; }
    TRY_ASSIGN(BlockWriter writer, BlockWriter::create(connection, account, target));
    for (auto const& [tag, list] : by_tag(changes)) {
        for (std::size_t first = 0; first < list.size();) {
            std::size_t last = first;
            while (last < list.size() && block_of(list[last].profile) == block_of(list[first].profile)) { ++last; }
            TRY(writer.change(std::span{list}.subspan(first, last - first)));
            first = last;
        }
    }
    return {};
}

Result<void> next_members(Connection& connection, AccountId account, Target const& target, TagId tag, ProfileId after, std::size_t limit,
                          std::vector<ProfileId>& into)
{
    if (limit == 0 || after.value == std::numeric_limits<std::int64_t>::max()) { return {}; }
    ProfileId const first{std::max<std::int64_t>(after.value, 0) + 1};
    TRY_ASSIGN(Statement walk, connection.prepare("SELECT block, members FROM tag_member WHERE account = ? AND tag = ? AND target = ? "
                                                  "AND block >= ? ORDER BY block"));
    walk.bind(account.value).bind(tag.value).bind(target.number).bind(block_of(first));
    std::size_t const full = into.size() + limit;
    Members members;
    while (into.size() < full && walk.next()) {
        std::int64_t const block = walk.integer(0);
        if (!unpack_members(walk.blob(1), members)) { return damaged_block(); }
        for (std::size_t place = members._Find_first(); place < ids_per_block && into.size() < full; place = members._Find_next(place)) {
            if (id_at(block, place) >= first) { into.push_back(id_at(block, place)); }
        }
    }
    return walk.finish();
}

Result<std::int64_t> count_members(Connection& connection, AccountId account, TagId tag)
{
    TRY_ASSIGN(Statement sum, connection.prepare("SELECT coalesce(sum(count), 0) FROM tag_member WHERE account = ? AND tag = ?"));
    sum.bind(account.value).bind(tag.value);
    std::int64_t const count = sum.next() ? sum.integer(0) : 0;
    TRY(sum.finish());
    return count;
}

Result<bool> each_member(Connection& connection, AccountId account, Target const& target, std::function<void(TagId, ProfileId)> const& take)
{
    TRY_ASSIGN(Statement walk, connection.prepare("SELECT tag, block, count, members FROM tag_member WHERE account = ? AND target = ? "
                                                  "ORDER BY tag, block"));
    walk.bind(account.value).bind(target.number);
    Members members;
    bool sound = true;
    while (walk.next()) {
        sound = unpack_members(walk.blob(3), members) && static_cast<std::int64_t>(members.count()) == walk.integer(2) && sound;
        for (std::size_t place = members._Find_first(); place < ids_per_block; place = members._Find_next(place)) {
            take(TagId{walk.integer(0)}, id_at(walk.integer(1), place));
        }
    }
    TRY(walk.finish());
    return sound;
}

} // namespace muster::sqlite
