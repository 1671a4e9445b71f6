-- The votes of a room on each film, of members who have not been removed.
--
-- Binds: room_id
-- Rows: film_id, yes, no, seen, yes_present (of members who are present)
-- Index: room_members_room_id_user_id_key, room_votes_pkey
select votes.film_id,
    count(*) filter (where votes.vote = 'yes') as yes,
    count(*) filter (where votes.vote = 'no') as "no",
    count(*) filter (where votes.vote = 'seen') as seen,
    count(*) filter (where votes.vote = 'yes' and members.is_present) as yes_present
from room_members as members
join room_votes as votes on votes.member_id = members.member_id
where members.room_id = :room_id and members.removed_at is null
group by votes.film_id
