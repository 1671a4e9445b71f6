-- The film that a room has decided on, if it has.
--
-- Binds: room_id, is_due
-- Rows: one or none: film_id, won_by
-- Index: room_members_room_id_user_id_key, room_votes_pkey
--
-- A film wins if all who are present say yes to it and they are two or more, because somebody who
-- waits alone has not decided with the others. Once the time is over (is_due), any film may win that
-- somebody said yes to. Of several films the one with the fewest "no" wins, then with the fewest
-- "seen", then with the most "yes".
with tally as materialized (
    select votes.film_id,
        count(*) filter (where votes.vote = 'yes') as yes,
        count(*) filter (where votes.vote = 'no') as "no",
        count(*) filter (where votes.vote = 'seen') as seen,
        count(*) filter (where votes.vote = 'yes' and members.is_present) as yes_present,
        max(votes.voted_at) filter (where votes.vote = 'yes') as last_yes
    from room_members as members
    join room_votes as votes on votes.member_id = members.member_id
    where members.room_id = :room_id and members.removed_at is null
        and votes.film_id <> all(
            array(select unnest(aside) from rooms where room_id = :room_id)
        )
    group by votes.film_id
), present as (
    select count(*) as members
    from room_members
    where room_id = :room_id and removed_at is null and is_present
), decided as (
    select tally.*, 'all' as won_by, 1 as place
    from tally
    cross join present
    where present.members >= 2 and tally.yes_present = present.members
    union all
    select tally.*, 'best' as won_by, 2 as place
    from tally
    where :is_due and tally.yes > 0
)
select film_id, won_by
from decided
order by place, "no", seen, yes desc, last_yes, film_id
limit 1
