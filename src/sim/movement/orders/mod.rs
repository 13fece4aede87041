//! Orders to the building that concern those who stand in the way.

mod plan_work;
