package id.laris.catalog.modifier;

import id.laris.common.db.Rows;

interface ModifierGroups extends Rows<ModifierGroup> {}
